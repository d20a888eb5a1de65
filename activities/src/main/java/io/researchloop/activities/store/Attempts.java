package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows of table attempt. */
final class Attempts {
    private final JdbcOperations jdbc;

    Attempts(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<AttemptRecord> of(String sprintId) {
        return jdbc.query(
                "select number, job_id, submitted_at, started_at, ended_at, outcome, detail, resets_at, cause,"
                        + " job_state, exit_code, signal, reason, memory_used, memory_asked from attempt where sprint_id = ? order by number",
                Bind.of(sprintId),
                Attempts::map);
    }

    void save(String sprintId, AttemptRecord attempt) {
        AttemptEnd end = attempt.end();
        Outcome outcome = end == null ? null : end.outcome();
        JobEnd job = end == null ? null : end.job();
        JobMemory memory = job == null ? null : job.memory();
        jdbc.update(
                "insert or replace into attempt (sprint_id, number, job_id, submitted_at, started_at, ended_at,"
                        + " outcome, detail, resets_at, cause, job_state, exit_code, signal, reason, memory_used,"
                        + " memory_asked) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Bind.of(
                        sprintId,
                        attempt.number(),
                        attempt.jobId(),
                        attempt.submittedAt(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        outcome == null ? null : outcome.kind(),
                        outcome == null ? null : outcome.detail(),
                        outcome == null ? null : outcome.resetsAt(),
                        job == null ? null : job.cause(),
                        job == null ? null : job.state(),
                        job == null ? null : job.exitCode(),
                        job == null ? null : job.signal(),
                        job == null ? null : job.reason(),
                        memory == null ? null : memory.usedBytes(),
                        memory == null ? null : memory.askedBytes()));
    }

    private static AttemptRecord map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new AttemptRecord(
                row.integer(), row.textOrNull(), row.timeOrNull(), row.timeOrNull(), row.timeOrNull(), end(row));
    }

    private static @Nullable AttemptEnd end(Columns row) throws SQLException {
        OutcomeKind kind = row.wordOrNull(OutcomeKind.class);
        String detail = row.textOrNull();
        Instant resetsAt = row.timeOrNull();
        JobEnd job = jobEnd(row);
        return kind == null ? null : new AttemptEnd(new Outcome(kind, detail == null ? "" : detail, resetsAt), job);
    }

    private static @Nullable JobEnd jobEnd(Columns row) throws SQLException {
        JobEnd.Cause cause = row.wordOrNull(JobEnd.Cause.class);
        String state = row.textOrNull();
        Integer exitCode = row.integerOrNull();
        Integer signal = row.integerOrNull();
        String reason = row.textOrNull();
        JobMemory memory = memory(row);
        return cause == null
                ? null
                : new JobEnd(cause, state == null ? "" : state, exitCode, signal, reason == null ? "" : reason)
                        .with(memory);
    }

    private static @Nullable JobMemory memory(Columns row) throws SQLException {
        Long used = row.numberOrNull();
        Long asked = row.numberOrNull();
        return used == null && asked == null ? null : new JobMemory(used, asked);
    }
}
