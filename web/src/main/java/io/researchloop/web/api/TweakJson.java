package io.researchloop.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tweak as the API shows it; {@code report_before} is the artifact with the report as it was before. */
record TweakJson(
        String id,
        String sprintId,
        String instruction,
        SprintStatus status,
        @Nullable String jobId,
        int attempt,
        Map<String, String> jobOptions,
        double timeLimitHours,
        double costUsd,
        @Nullable Double maxCostUsd,
        @Nullable String error,
        @Nullable String cancelReason,
        @Nullable String reportBefore,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    static TweakJson of(TweakRow row) {
        return new TweakJson(
                row.id(),
                row.sprintId(),
                row.instruction(),
                row.status(),
                row.jobId(),
                row.attempt(),
                row.jobOptions(),
                row.maxRunSeconds() / 3600.0,
                row.costUsd(),
                row.maxCostUsd(),
                row.error(),
                row.cancelReason(),
                row.attempt() == 0 ? null : SprintFiles.reportVersion(row.number()),
                row.startedBy(),
                row.createdAt(),
                row.startedAt(),
                row.completedAt());
    }
}
