package io.researchloop.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintText;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sprint as the API shows it. The fields up to {@code metadataJson} are version 0.1's; the last nine are only there
 * when one sprint is asked for. The runner's token is in none of them.
 *
 * @param waitingReason why its job waits in the scheduler's queue, if the scheduler says so
 * @param expectedStart when the scheduler reckons that its job starts, if it says so
 * @param metrics what the agent measured: name to number, or to an object with {@code value} and {@code direction}
 * @param metricsFault what is wrong with that file; absent if nothing is
 * @param tweaks newest first
 */
record SprintJson(
        String id,
        String studyName,
        String idea,
        SprintStatus status,
        @Nullable String jobId,
        String directory,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String error,
        @Nullable String summary,
        @Nullable String sessionId,
        @Nullable String loopId,
        String metadataJson,
        String cluster,
        @Nullable String phase,
        int attempt,
        int maxAttempts,
        @Nullable Integer queuePosition,
        @Nullable Instant queuedAt,
        @Nullable Instant sleepUntil,
        @Nullable Instant heartbeatAt,
        double costUsd,
        @Nullable Double maxCostUsd,
        long inputTokens,
        long outputTokens,
        int turns,
        String agent,
        @Nullable String model,
        @Nullable String cancelReason,
        @Nullable String resubmitOf,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> jobOptions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<StepReport> steps,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttemptRecord> attempts,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LiveView live,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String waitingReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expectedStart,

        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonRawValue @Nullable
        String metrics,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String metricsFault,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<TweakJson> tweaks) {

    static SprintJson of(SprintRow row, SprintText text) {
        return of(row, text.idea(), text.summary(), text.metadataJson(), null, null, null);
    }

    /** @param tweaks newest first; null where they are not asked for */
    static SprintJson of(SprintDetail detail, @Nullable List<TweakJson> tweaks, Optional<QueueWait> wait) {
        return of(
                detail.row(),
                detail.idea(),
                detail.summary(),
                detail.metadataJson(),
                detail,
                tweaks,
                wait.orElse(null));
    }

    private static SprintJson of(
            SprintRow row,
            String idea,
            @Nullable String summary,
            String metadataJson,
            @Nullable SprintDetail detail,
            @Nullable List<TweakJson> tweaks,
            @Nullable QueueWait wait) {
        return new SprintJson(
                row.id(),
                row.studyName(),
                idea,
                row.status(),
                row.jobId(),
                row.directory(),
                row.createdAt(),
                row.startedAt(),
                row.completedAt(),
                row.error(),
                summary,
                row.sessionId(),
                row.loopId(),
                metadataJson,
                row.cluster(),
                row.phase(),
                row.attempt(),
                row.maxAttempts(),
                row.queuePosition(),
                row.queuedAt(),
                row.sleepUntil(),
                row.heartbeatAt(),
                row.costUsd(),
                row.maxCostUsd(),
                row.inputTokens(),
                row.outputTokens(),
                row.turns(),
                row.agent(),
                row.model(),
                row.cancelReason(),
                row.resubmitOf(),
                row.startedBy(),
                detail == null ? null : detail.jobOptions(),
                detail == null ? null : detail.steps(),
                detail == null ? null : detail.attempts(),
                detail == null ? null : detail.live(),
                wait == null ? null : wait.reason(),
                wait == null ? null : wait.expectedStart(),
                detail == null ? null : detail.metricsJson(),
                detail == null ? null : detail.metricsFault(),
                tweaks);
    }
}
