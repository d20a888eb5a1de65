package io.researchloop.activities.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sprint as it is asked for: the row that is committed before its workflow is started.
 *
 * @param directory the sprint's own directory on the cluster
 * @param maxCostUsd null for no limit
 * @param loopId the auto-loop it belongs to
 * @param resubmitOf the sprint it repeats
 * @param startedBy the person, in words; null where nobody in particular is known
 */
public record NewSprint(
        String id,
        String studyName,
        String cluster,
        String idea,
        String directory,
        String agent,
        @Nullable String model,
        @Nullable Double maxCostUsd,
        long maxRunSeconds,
        int maxAttempts,
        int graceSeconds,
        Map<String, String> jobOptions,
        @Nullable String loopId,
        @Nullable String resubmitOf,
        @Nullable String startedBy,
        Instant createdAt) {
    public NewSprint {
        jobOptions = Map.copyOf(jobOptions);
    }
}
