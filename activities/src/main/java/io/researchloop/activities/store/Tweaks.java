package io.researchloop.activities.store;

import io.researchloop.activities.config.GpuCount;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The tweaks. What is written is on the disk when a method returns. */
public final class Tweaks {
    private static final String SELECT = "select id, sprint_id, study_name, cluster, number, place, instruction,"
            + " job_options_json, status, attempt, cut_offs, usage_limits, job_id, job_name, created_at, started_at,"
            + " attempt_started_at, completed_at, sleep_until, ran_seconds, error, cost_usd, max_run_seconds,"
            + " max_attempts, max_cost_usd, grace_seconds, started_by, cancel_reason, revision, heartbeat_at from tweak";
    static final String OPEN = " status in ('pending', 'queued', 'submitted', 'running')";
    static final String WAITING = "select id from tweak indexed by tweak_unended where study_name = ?"
            + " and status in ('pending', 'queued') and" + OPEN + " and cancel_reason is null order by seq";
    static final String AT_WORK_ON = SELECT + " indexed by tweak_with_slot"
            + " where cluster = ? and status in ('submitted', 'running') order by seq";
    static final String NOT_STARTED = "select id from tweak where workflow_started = 0 order by seq limit ?";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final EventLog events;
    private final WebhookInbox inbox;
    private final IdempotencyStore answers;
    private final Clock clock;

    Tweaks(
            JdbcOperations jdbc,
            GroupCommit writes,
            EventLog events,
            WebhookInbox inbox,
            IdempotencyStore answers,
            Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.events = events;
        this.inbox = inbox;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Commits a new tweak, pending: the promise that its workflow will be started.
     *
     * @param answer to the request that asks for it, kept in the same transaction; null if it may not be repeated
     * @return the earlier answer if the request is a repeat, and then nothing is created; else empty
     * @throws TweakAtWork if the sprint has one that has not ended
     */
    public Optional<IdempotencyEntry> create(NewTweak tweak, @Nullable IdempotencyEntry answer) {
        return writes.write(() -> {
            Optional<IdempotencyEntry> earlier =
                    answer == null ? Optional.empty() : answers.find(answer.key(), answer.route());
            if (earlier.isEmpty()) {
                insert(tweak);
                if (answer != null) {
                    answers.insert(answer);
                }
            }
            return earlier;
        });
    }

    private void insert(NewTweak tweak) {
        jdbc
                .query(
                        "select id from tweak where sprint_id = ? and" + OPEN,
                        Bind.of(tweak.sprintId()),
                        (row, number) -> row.getString(1))
                .stream()
                .findFirst()
                .ifPresent(open -> {
                    throw new TweakAtWork(open);
                });
        jdbc.update(
                "insert into tweak (id, sprint_id, study_name, cluster, number, place, instruction, job_options_json,"
                        + " gpus, status, created_at, max_run_seconds, max_attempts, max_cost_usd, grace_seconds,"
                        + " started_by)"
                        + " select ?, s.id, s.study_name, s.cluster,"
                        + " (select count(*) + 1 from tweak t where t.sprint_id = s.id),"
                        + " (select max(seq) from sprint), ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?"
                        + " from sprint s where s.id = ?",
                Bind.of(
                        tweak.id(),
                        tweak.instruction(),
                        Payload.write(tweak.jobOptions()),
                        GpuCount.of(tweak.jobOptions()),
                        tweak.createdAt(),
                        tweak.maxRunSeconds(),
                        tweak.maxAttempts(),
                        tweak.maxCostUsd(),
                        tweak.graceSeconds(),
                        tweak.startedBy(),
                        tweak.sprintId()));
        told(tweak.sprintId(), tweak.id(), "pending");
    }

    /** The answer that a request with this key was given before. */
    public Optional<IdempotencyEntry> answered(String key, String route) {
        return answers.find(key, route);
    }

    public Optional<TweakRow> find(String id) {
        return jdbc.query(SELECT + " where id = ?", Bind.of(id), Tweaks::map).stream()
                .findFirst();
    }

    /** Newest first. */
    public List<TweakRow> of(String sprintId) {
        return jdbc.query(SELECT + " where sprint_id = ? order by seq desc", Bind.of(sprintId), Tweaks::map);
    }

    /**
     * Writes the workflow-owned columns.
     *
     * @param projection of the tweak: its sprint's id is the tweak's
     * @return false if it is not news
     */
    public boolean project(SprintProjection projection) {
        return writes.write(() -> apply(projection));
    }

    private boolean apply(SprintProjection p) {
        Optional<TweakRow> before = find(p.sprintId());
        boolean news = before.isPresent()
                && p.revision() > before.get().revision()
                && !before.get().status().terminal()
                && (p.status() == before.get().status()
                        || SprintStatus.allowed(before.get().status(), p.status()));
        if (!news) {
            return false;
        }
        JobRef job = p.job();
        AttemptRecord attempt = p.attemptRecord();
        jdbc.update(
                "update tweak set revision = ?, status = ?, attempt = ?, cut_offs = ?, usage_limits = ?, job_id = ?,"
                        + " job_name = ?, ran_seconds = ?, submitted_at = coalesce(?, submitted_at), started_at = ?,"
                        + " attempt_started_at = ?, completed_at = ?, sleep_until = ?, error = ?, workflow_started = 1"
                        + " where id = ?",
                Bind.of(
                        p.revision(),
                        p.status(),
                        p.attempt(),
                        p.cutOffs(),
                        p.usageLimits(),
                        job == null ? null : job.id(),
                        job == null ? null : job.name(),
                        p.ranSeconds(),
                        attempt == null ? null : attempt.submittedAt(),
                        p.startedAt(),
                        p.attemptStartedAt(),
                        p.completedAt(),
                        p.sleepUntil(),
                        p.error(),
                        p.sprintId()));
        told(before.get().sprintId(), p.sprintId(), Bind.word(p.status()));
        return true;
    }

    /**
     * A runner at work says what it has spent so far.
     *
     * @return false if the tweak is unknown, of another sprint, or over
     */
    public boolean heartbeat(String tweakId, String sprintId, @Nullable Double costUsd) {
        return writes.write(() -> jdbc.update(
                        "update tweak set heartbeat_at = ?, cost_usd = coalesce(?, cost_usd)"
                                + " where id = ? and sprint_id = ? and" + OPEN,
                        Bind.of(clock.instant(), costUsd, tweakId, sprintId))
                == 1);
    }

    /** What the tweak has spent in all. */
    public void spent(String tweakId, double costUsd) {
        writes.write(() -> {
            jdbc.update("update tweak set cost_usd = ? where id = ?", Bind.of(costUsd, tweakId));
        });
    }

    /** The study's tweaks that wait for a slot and that nobody has cancelled, oldest first. */
    public List<String> waiting(String study) {
        return jdbc.query(WAITING, Bind.of(study), (row, number) -> row.getString(1));
    }

    /** Those that hold a slot of this cluster, oldest first. */
    public List<TweakRow> atWorkOn(String cluster) {
        return jdbc.query(AT_WORK_ON, Bind.of(cluster), Tweaks::map);
    }

    /** As {@link SprintStore#requestCancel}. */
    public Optional<Delivery> requestCancel(String id, String reason) {
        return writes.write(() -> {
            int open = jdbc.update(
                    "update tweak set cancel_reason = coalesce(cancel_reason, ?) where id = ? and" + OPEN,
                    Bind.of(reason, id));
            return open == 0
                    ? Optional.<Delivery>empty()
                    : Optional.of(inbox.insertOnce(
                            "cancel-" + id, id, DeliveryKind.CANCEL, Payload.write(Map.of("reason", reason))));
        });
    }

    /** Ids of tweaks whose workflow is not known to be started, oldest first. */
    public List<String> notStarted(int limit) {
        return jdbc.query(NOT_STARTED, Bind.of(limit), (row, number) -> row.getString(1));
    }

    public void markWorkflowStarted(String id) {
        writes.write(() -> {
            jdbc.update("update tweak set workflow_started = 1 where id = ? and workflow_started = 0", Bind.of(id));
        });
    }

    /** Lets {@link #notStarted} name every tweak that has not ended again: the engine may have lost its memory. */
    public int forgetWorkflows() {
        return writes.write(() -> jdbc.update("update tweak set workflow_started = 0 where" + OPEN, Bind.of()));
    }

    private void told(String sprintId, String tweakId, String status) {
        events.append(sprintId, "tweak", Map.of("id", tweakId, "status", status));
    }

    private static TweakRow map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new TweakRow(
                row.text(),
                row.text(),
                row.text(),
                row.text(),
                row.integer(),
                row.number(),
                row.text(),
                Payload.map(row.text()),
                row.word(SprintStatus.class),
                row.integer(),
                row.integer(),
                row.integer(),
                row.textOrNull(),
                row.textOrNull(),
                row.time(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.timeOrNull(),
                row.number(),
                row.textOrNull(),
                row.real(),
                row.number(),
                row.integer(),
                row.realOrNull(),
                row.integer(),
                row.textOrNull(),
                row.textOrNull(),
                row.number(),
                row.timeOrNull());
    }
}
