package io.researchloop.activities.store;

import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tweak.
 *
 * @param number of the sprint's tweaks, from 1; the report before it is kept under it
 * @param place in its cluster's line, as sprints have one
 * @param startedBy the person, in words; null where nobody in particular is known
 * @param cancelReason set once a person asked for the end
 */
public record TweakRow(
        String id,
        String sprintId,
        String studyName,
        String cluster,
        int number,
        long place,
        String instruction,
        Map<String, String> jobOptions,
        SprintStatus status,
        int attempt,
        int cutOffs,
        int usageLimits,
        @Nullable String jobId,
        @Nullable String jobName,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant attemptStartedAt,
        @Nullable Instant completedAt,
        @Nullable Instant sleepUntil,
        long ranSeconds,
        @Nullable String error,
        double costUsd,
        long maxRunSeconds,
        int maxAttempts,
        @Nullable Double maxCostUsd,
        int graceSeconds,
        @Nullable String startedBy,
        @Nullable String cancelReason,
        long revision,
        @Nullable Instant heartbeatAt) {

    /** The attempt's job; null until it is submitted. */
    public @Nullable JobRef job() {
        return jobId == null || jobName == null ? null : new JobRef(cluster, jobId, jobName);
    }

    /** The input its workflow goes on from. */
    public SprintSnapshot snapshot() {
        return new SprintSnapshot(
                new SprintSpec(id, studyName, cluster, maxRunSeconds, maxAttempts, graceSeconds),
                status,
                attempt,
                cutOffs,
                usageLimits,
                revision,
                job(),
                ranSeconds,
                startedAt,
                attemptStartedAt,
                sleepUntil,
                cancelReason,
                error);
    }
}
