package io.researchloop.activities.store;

import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes the workflow-owned columns. Projections come more than once and out of order; only a higher revision is news,
 * and a terminal row is done with.
 */
final class Projections {
    private record Before(
            SprintStatus status, long revision, @Nullable String loopId) {}

    private final JdbcOperations jdbc;
    private final Attempts attempts;
    private final EventLog events;
    private final NoticeLog log;

    Projections(JdbcOperations jdbc, Attempts attempts, EventLog events, NoticeLog log) {
        this.jdbc = jdbc;
        this.attempts = attempts;
        this.events = events;
        this.log = log;
    }

    /** Within a write. */
    boolean apply(SprintProjection projection, Collection<AddressedNotice> notices) {
        List<Before> rows = jdbc.query(
                "select status, revision, loop_id from sprint where id = ?",
                Bind.of(projection.sprintId()),
                (result, number) -> {
                    Columns row = new Columns(result);
                    return new Before(row.word(SprintStatus.class), row.number(), row.textOrNull());
                });
        if (rows.isEmpty() || !isNews(rows.get(0), projection)) {
            return false;
        }
        update(projection);
        if (projection.attemptRecord() != null) {
            attempts.save(projection.sprintId(), projection.attemptRecord());
        }
        String status = Bind.word(projection.status());
        notices.forEach(log::insert);
        events.append(projection.sprintId(), "status", new StatusChange(status, projection.attempt()));
        String loop = rows.get(0).loopId();
        if (loop != null) {
            tell(loop, projection);
        }
        return true;
    }

    /** An end is news for its workflow, anything else for those who look at its page. */
    private void tell(String loopId, SprintProjection projection) {
        if (projection.status().terminal()) {
            jdbc.update("update loop set news = news + 1 where id = ?", Bind.of(loopId));
        }
        events.append(
                loopId, "turn", Map.of("sprint", projection.sprintId(), "status", Bind.word(projection.status())));
    }

    private static boolean isNews(Before before, SprintProjection projection) {
        return projection.revision() > before.revision()
                && !before.status().terminal()
                && (projection.status() == before.status()
                        || SprintStatus.allowed(before.status(), projection.status()));
    }

    private void update(SprintProjection p) {
        JobRef job = p.job();
        jdbc.update(
                "update sprint set revision = ?, status = ?, attempt = ?, cut_offs = ?, usage_limits = ?, job_id = ?,"
                        + " job_name = ?, ran_seconds = ?, queued_at = ?, started_at = ?, attempt_started_at = ?,"
                        + " completed_at = ?, sleep_until = ?, error = ?, workflow_started = 1 where id = ?",
                Bind.of(
                        p.revision(),
                        p.status(),
                        p.attempt(),
                        p.cutOffs(),
                        p.usageLimits(),
                        job == null ? null : job.id(),
                        job == null ? null : job.name(),
                        p.ranSeconds(),
                        p.queuedAt(),
                        p.startedAt(),
                        p.attemptStartedAt(),
                        p.completedAt(),
                        p.sleepUntil(),
                        p.error(),
                        p.sprintId()));
    }
}
