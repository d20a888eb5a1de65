package io.researchloop.activities.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tweak as it is asked for: the row that is committed before its workflow is started.
 *
 * @param sprintId a sprint that has ended
 * @param maxCostUsd null for no limit
 * @param startedBy the person, in words; null where nobody in particular is known
 */
public record NewTweak(
        String id,
        String sprintId,
        String instruction,
        Map<String, String> jobOptions,
        long maxRunSeconds,
        int maxAttempts,
        @Nullable Double maxCostUsd,
        int graceSeconds,
        @Nullable String startedBy,
        Instant createdAt) {
    public NewTweak {
        jobOptions = Map.copyOf(jobOptions);
    }
}
