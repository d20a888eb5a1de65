package io.researchloop.activities.store;

import io.researchloop.workflows.loop.LoopPlan;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop as it is asked for: the row that is committed before its workflow is started.
 *
 * @param guidance what its ideas shall be about; may be empty
 * @param jobOptions of its sprints, merged
 * @param sprintCostUsd for each sprint; null for no limit
 * @param startedBy the person, in words; null where nobody in particular is known
 */
public record NewLoop(
        String id,
        String studyName,
        String cluster,
        String guidance,
        LoopPlan plan,
        Map<String, String> jobOptions,
        String agent,
        @Nullable String model,
        @Nullable Double sprintCostUsd,
        @Nullable String startedBy,
        Instant createdAt) {
    public NewLoop {
        jobOptions = Map.copyOf(jobOptions);
    }
}
