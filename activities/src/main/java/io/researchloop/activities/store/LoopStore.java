package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.loop.LoopMetric;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The loops. What is written is on the disk when a method returns; {@link StoreUnavailable} means nothing of it is. */
public final class LoopStore {
    private static final int MAX_PAGE = 1_000;

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final NewSprints sprints;
    private final SprintWrites sprintWrites;
    private final Spending spending;
    private final EventLog events;
    private final IdempotencyStore answers;
    private final Clock clock;

    LoopStore(
            JdbcOperations jdbc,
            GroupCommit writes,
            NewSprints sprints,
            SprintWrites sprintWrites,
            Spending spending,
            EventLog events,
            IdempotencyStore answers,
            Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.sprints = sprints;
        this.sprintWrites = sprintWrites;
        this.spending = spending;
        this.events = events;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Commits a new loop, running: the promise that its workflow will be started.
     *
     * @param answer to the request that asks for it, in the same transaction
     * @return the earlier answer if the request is a repeat, and then nothing is created; else empty
     */
    public Optional<IdempotencyEntry> create(NewLoop loop, @Nullable IdempotencyEntry answer) {
        return writes.write(() -> {
            Optional<IdempotencyEntry> earlier =
                    answer == null ? Optional.empty() : answers.find(answer.key(), answer.route());
            if (earlier.isEmpty()) {
                insert(loop);
                if (answer != null) {
                    answers.insert(answer);
                }
            }
            return earlier;
        });
    }

    public Optional<LoopRow> find(String id) {
        return LoopRows.find(jdbc, id);
    }

    /** By position, then by number. */
    public List<LoopTurnRow> turns(LoopRow loop) {
        return LoopRows.turns(jdbc, loop.id(), loop.plan().metric());
    }

    /** The same, with the values of another metric. */
    public List<LoopTurnRow> turns(LoopRow loop, LoopMetric metric) {
        return LoopRows.turns(jdbc, loop.id(), metric);
    }

    /**
     * Newest first.
     *
     * @param study null: of all studies
     * @param beforeSeq the last page's cursor, null for the first page
     * @param limit 1 to 1000
     */
    public LoopPage list(@Nullable String study, @Nullable Long beforeSeq, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " loops, not " + limit);
        }
        long before = beforeSeq == null ? Long.MAX_VALUE : beforeSeq;
        List<LoopRow> rows = study == null
                ? jdbc.query(LoopRows.LIST, Bind.of(before, limit + 1), LoopRows::map)
                : jdbc.query(LoopRows.LIST_OF_STUDY, Bind.of(study, before, limit + 1), LoopRows::map);
        boolean more = rows.size() > limit;
        List<LoopRow> page = more ? rows.subList(0, limit) : rows;
        return new LoopPage(page, more ? page.get(limit - 1).seq() : null);
    }

    /** The study's newest loop that has not ended; if all have, the newest; empty if there is none. */
    public Optional<LoopRow> current(String study) {
        return jdbc.query(LoopRows.UNENDED_OF_STUDY, Bind.of(study), LoopRows::map).stream()
                .findFirst()
                .or(() -> list(study, null, 1).loops().stream().findFirst());
    }

    /** The live loops' ideas that wait for a person, those that wait longest first. */
    public List<OfferedIdea> offered(int limit) {
        return jdbc.query(LoopRows.OFFERED, Bind.of(limit), (result, number) -> {
            Columns row = new Columns(result);
            return new OfferedIdea(row.text(), row.integer(), row.text(), row.time());
        });
    }

    /** Loops whose workflow has not heard of everything, oldest first. */
    public List<LoopRow> untold(int limit) {
        return jdbc.query(LoopRows.UNTOLD, Bind.of(limit), LoopRows::map);
    }

    /** The workflow has heard of the news up to this number. */
    public void told(String loopId, long news) {
        writes.write(() -> {
            jdbc.update("update loop set told = ?2 where id = ?1 and told < ?2", Bind.of(loopId, news));
        });
    }

    /**
     * Lets {@link #untold} name every loop that has not ended again: the engine may have lost its memory.
     *
     * @return how many
     */
    public int forgetWorkflows() {
        return writes.write(() -> jdbc.update(
                "update loop set news = news + 1 where status in ('running', 'paused', 'stopping')", Bind.of()));
    }

    /**
     * Works on a loop in one transaction; what the work throws takes all of it back.
     *
     * @throws IllegalArgumentException if there is no such loop
     */
    public <T> T change(String loopId, Function<LoopDesk, T> work) {
        return writes.write(() -> {
            LoopRow row = find(loopId).orElseThrow(() -> new IllegalArgumentException("there is no loop " + loopId));
            return work.apply(new LoopDesk(row, jdbc, sprints, sprintWrites, spending, events, clock.instant()));
        });
    }

    private void insert(NewLoop loop) {
        jdbc.update(
                "insert into loop (id, study_name, cluster, status, guidance, plan_json, job_options_json, agent, model,"
                        + " sprint_cost_usd, started_by, created_at) values (?, ?, ?, 'running', ?, ?, ?, ?, ?, ?, ?, ?)",
                Bind.of(
                        loop.id(),
                        loop.studyName(),
                        loop.cluster(),
                        loop.guidance(),
                        Json.write(loop.plan()),
                        Payload.write(loop.jobOptions()),
                        loop.agent(),
                        loop.model(),
                        loop.sprintCostUsd(),
                        loop.startedBy(),
                        loop.createdAt()));
        events.append(loop.id(), "loop", Map.of("status", "running"));
    }
}
