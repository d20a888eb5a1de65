package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.loop.LoopMove;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.LoopView;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** One loop, opened for changes within a write. What it tells is always as the last change left it. */
public final class LoopDesk {
    private final JdbcOperations jdbc;
    private final NewSprints sprints;
    private final SprintWrites sprintWrites;
    private final Spending spending;
    private final EventLog events;
    private final Instant now;
    private LoopRow row;

    LoopDesk(
            LoopRow row,
            JdbcOperations jdbc,
            NewSprints sprints,
            SprintWrites sprintWrites,
            Spending spending,
            EventLog events,
            Instant now) {
        this.row = row;
        this.jdbc = jdbc;
        this.sprints = sprints;
        this.sprintWrites = sprintWrites;
        this.spending = spending;
        this.events = events;
        this.now = now;
    }

    public LoopRow row() {
        return row;
    }

    public Instant now() {
        return now;
    }

    public List<LoopTurnRow> turns() {
        return LoopRows.turns(jdbc, row.id(), row.plan().metric());
    }

    public Optional<LoopTurnRow> turn(int position, int number) {
        return turns().stream()
                .filter(turn ->
                        turn.turn().position() == position && turn.turn().number() == number)
                .findFirst();
    }

    public LoopView view(List<LoopTurnRow> turns) {
        return new LoopView(
                row.status(),
                row.stopNow(),
                row.reason(),
                row.plan(),
                turns.stream().map(LoopTurnRow::turn).toList(),
                spent(turns));
    }

    /** By its sprints, and by ideas that were written outside of them. */
    public Spend spent(List<LoopTurnRow> turns) {
        double ideas = turns.stream().mapToDouble(LoopTurnRow::ideaCostUsd).sum();
        return spending.ofLoop(row.id()).plus(new Spend(ideas, 0));
    }

    /** GPU hours that its sprints at work may still spend, beside those that they have spent. */
    public double promisedGpuHours() {
        return new Spend(0, spending.promised(row.id())).gpuHours();
    }

    /** The idea of a sprint, as it stands in its row. */
    public Optional<String> idea(String sprintId) {
        return jdbc
                .query(
                        "select idea from sprint_text where sprint_id = ?",
                        Bind.of(sprintId),
                        (result, number) -> result.getString(1))
                .stream()
                .filter(idea -> !idea.isBlank())
                .findFirst();
    }

    public void begin(LoopMove.Begin turn, TurnState state) {
        jdbc.update(
                "insert into loop_turn (loop_id, position, number, origin, parent, state, since)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                Bind.of(row.id(), turn.position(), turn.number(), turn.origin(), turn.parent(), state, now));
        changed("turn", Map.of("position", turn.position()));
    }

    /** Creates the turn's sprint: its row, pending, in the same transaction. */
    public void sprint(int position, int number, NewSprint sprint) {
        sprints.insert(sprint);
        jdbc.update(
                "update loop_turn set state = 'sprint', sprint_id = ?, since = ?"
                        + " where loop_id = ? and position = ? and number = ? and sprint_id is null",
                Bind.of(sprint.id(), now, row.id(), position, number));
        changed("turn", Map.of("position", position, "sprint", sprint.id()));
    }

    /**
     * Writes down where a turn without a sprint stands.
     *
     * @param idea null leaves the one that is there
     */
    public void turn(LoopTurn turn, TurnState state, @Nullable String idea, @Nullable String detail) {
        jdbc.update(
                "update loop_turn set state = ?, idea = coalesce(?, idea), detail = ?, since = ?"
                        + " where loop_id = ? and position = ? and number = ?",
                Bind.of(state, idea, detail, now, row.id(), turn.position(), turn.number()));
        changed("turn", Map.of("position", turn.position(), "state", Bind.word(state)));
    }

    /** @param reason why it is the turn's idea; null if nobody says */
    public void reason(LoopTurn turn, @Nullable String reason) {
        jdbc.update(
                "update loop_turn set reason = ? where loop_id = ? and position = ? and number = ?",
                Bind.of(reason, row.id(), turn.position(), turn.number()));
    }

    /** All that the turn's idea has cost so far. */
    public void ideaCost(LoopTurn turn, double costUsd) {
        jdbc.update(
                "update loop_turn set cost_usd = ? where loop_id = ? and position = ? and number = ?",
                Bind.of(costUsd, row.id(), turn.position(), turn.number()));
    }

    /** What ended badly so far does not count any more; ideas that wait begin to wait anew. */
    public void forgive() {
        jdbc.update(
                "update loop_turn set forgiven = 1 where loop_id = ? and state in ('sprint', 'unusable')"
                        + " and (sprint_id is null or sprint_id in (select id from sprint where status in ('failed', 'cancelled')))",
                Bind.of(row.id()));
        jdbc.update("update loop_turn set since = ? where loop_id = ? and state = 'offered'", Bind.of(now, row.id()));
    }

    public void cancelSprint(String sprintId, String reason) {
        sprintWrites.requestCancel(sprintId, reason);
    }

    /** @param reason null takes away the one that was there */
    public void status(LoopStatus status, @Nullable String reason) {
        jdbc.update(
                "update loop set status = ?, reason = ?, ended_at = ? where id = ?",
                Bind.of(status, reason, status.terminal() ? now : null, row.id()));
        changed("loop", Map.of("status", Bind.word(status)));
    }

    public void stop(boolean now, String reason) {
        jdbc.update("update loop set stop_now = ? where id = ?", Bind.of(now || row.stopNow(), row.id()));
        status(LoopStatus.STOPPING, reason);
    }

    public void plan(LoopPlan plan) {
        jdbc.update("update loop set plan_json = ? where id = ?", Bind.of(Json.write(plan), row.id()));
        changed("loop", Map.of());
    }

    public void guidance(String guidance) {
        jdbc.update("update loop set guidance = ? where id = ?", Bind.of(guidance, row.id()));
        changed("loop", Map.of());
    }

    /** The loop's workflow must look again. */
    public void news() {
        jdbc.update("update loop set news = news + 1 where id = ?", Bind.of(row.id()));
        changed("loop", Map.of());
    }

    private void changed(String kind, Map<String, ?> data) {
        events.append(row.id(), kind, data);
        row = LoopRows.find(jdbc, row.id()).orElseThrow();
    }
}
