package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Reads rows of table sprint. */
final class SprintRows {
    /** In the order of {@link SprintRow}. */
    private static final List<String> COLUMNS = List.of(
            "seq",
            "id",
            "study_name",
            "cluster",
            "idea_preview",
            "status",
            "attempt",
            "cut_offs",
            "usage_limits",
            "job_id",
            "job_name",
            "directory",
            "created_at",
            "queued_at",
            "started_at",
            "attempt_started_at",
            "completed_at",
            "sleep_until",
            "ran_seconds",
            "error",
            "session_id",
            "loop_id",
            "agent",
            "model",
            "cost_usd",
            "input_tokens",
            "output_tokens",
            "turns",
            "phase",
            "max_run_seconds",
            "max_attempts",
            "max_cost_usd",
            "grace_seconds",
            "cancel_reason",
            "resubmit_of",
            "revision",
            "workflow_started",
            "heartbeat_at",
            "started_by");

    static final String SELECT = "select s." + String.join(", s.", COLUMNS) + " from sprint s";

    private SprintRows() {}

    static Optional<SprintRow> find(JdbcOperations jdbc, String id) {
        return jdbc.query(SELECT + " where s.id = ?", Bind.of(id), SprintRows::map).stream()
                .findFirst();
    }

    static SprintRow map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new SprintRow(
                row.number(),
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.word(SprintStatus.class),
                row.integer(),
                row.integer(),
                row.integer(),
                row.textOrNull(),
                row.textOrNull(),
                row.text(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.number(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                row.text(),
                row.textOrNull(),
                row.real(),
                row.number(),
                row.number(),
                row.integer(),
                row.textOrNull(),
                row.number(),
                row.integer(),
                row.realOrNull(),
                row.integer(),
                row.textOrNull(),
                row.textOrNull(),
                row.number(),
                row.flag(),
                row.timeOrNull(),
                row.textOrNull(),
                null);
    }

    static SprintRow inLine(SprintRow row, @Nullable Integer position) {
        return new SprintRow(
                row.seq(),
                row.id(),
                row.studyName(),
                row.cluster(),
                row.ideaPreview(),
                row.status(),
                row.attempt(),
                row.cutOffs(),
                row.usageLimits(),
                row.jobId(),
                row.jobName(),
                row.directory(),
                row.createdAt(),
                row.queuedAt(),
                row.startedAt(),
                row.attemptStartedAt(),
                row.completedAt(),
                row.sleepUntil(),
                row.ranSeconds(),
                row.error(),
                row.sessionId(),
                row.loopId(),
                row.agent(),
                row.model(),
                row.costUsd(),
                row.inputTokens(),
                row.outputTokens(),
                row.turns(),
                row.phase(),
                row.maxRunSeconds(),
                row.maxAttempts(),
                row.maxCostUsd(),
                row.graceSeconds(),
                row.cancelReason(),
                row.resubmitOf(),
                row.revision(),
                row.workflowStarted(),
                row.heartbeatAt(),
                row.startedBy(),
                position);
    }
}
