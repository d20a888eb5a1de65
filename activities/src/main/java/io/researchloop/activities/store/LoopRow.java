package io.researchloop.activities.store;

import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop.
 *
 * @param seq counts up with every new loop; the cursor of lists
 * @param stopNow whether a stop ends the running sprints too
 * @param reason why it is paused, is stopping, or has ended
 * @param sprintCostUsd what each of its sprints may spend; null for no limit
 * @param startedBy the person, in words; null where nobody in particular is known
 * @param news counts up whenever something happened that its workflow must look at
 * @param told how far its workflow has heard
 */
public record LoopRow(
        long seq,
        String id,
        String studyName,
        String cluster,
        LoopStatus status,
        boolean stopNow,
        @Nullable String reason,
        String guidance,
        LoopPlan plan,
        Map<String, String> jobOptions,
        String agent,
        @Nullable String model,
        @Nullable Double sprintCostUsd,
        @Nullable String startedBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        long news,
        long told) {}
