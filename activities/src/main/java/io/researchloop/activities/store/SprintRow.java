package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint without its long texts.
 *
 * @param seq counts up with every new sprint; the cursor of lists
 * @param ideaPreview the idea's first 300 characters, on one line
 * @param cancelReason set once a person asked for the end, by the web layer
 * @param startedBy the person, in words; null where nobody in particular is known, or a loop did
 * @param queuePosition place in its cluster's line, from 1; null if it is not in line
 */
public record SprintRow(
        long seq,
        String id,
        String studyName,
        String cluster,
        String ideaPreview,
        SprintStatus status,
        int attempt,
        int cutOffs,
        int usageLimits,
        @Nullable String jobId,
        @Nullable String jobName,
        String directory,
        Instant createdAt,
        @Nullable Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant attemptStartedAt,
        @Nullable Instant completedAt,
        @Nullable Instant sleepUntil,
        long ranSeconds,
        @Nullable String error,
        @Nullable String sessionId,
        @Nullable String loopId,
        String agent,
        @Nullable String model,
        double costUsd,
        long inputTokens,
        long outputTokens,
        int turns,
        @Nullable String phase,
        long maxRunSeconds,
        int maxAttempts,
        @Nullable Double maxCostUsd,
        int graceSeconds,
        @Nullable String cancelReason,
        @Nullable String resubmitOf,
        long revision,
        boolean workflowStarted,
        @Nullable Instant heartbeatAt,
        @Nullable String startedBy,
        @Nullable Integer queuePosition) {

    /** The attempt's job; null until it is submitted. */
    public @Nullable JobRef job() {
        return jobId == null || jobName == null ? null : new JobRef(cluster, jobId, jobName);
    }

    public Usage usage() {
        return new Usage(costUsd, inputTokens, outputTokens, turns);
    }

    public SprintSpec spec() {
        return new SprintSpec(id, studyName, cluster, maxRunSeconds, maxAttempts, graceSeconds);
    }

    /** The input its workflow goes on from. */
    public SprintSnapshot snapshot() {
        return new SprintSnapshot(
                spec(),
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
