package io.researchloop.activities.store;

import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Rows of table step. */
final class Steps {
    private static final String COLUMNS =
            "name, status, attempt, started_at, ended_at, cost_usd, input_tokens, output_tokens, turns, issues";
    private static final String OF_ONE = "select " + COLUMNS + " from step where sprint_id = ? order by position";
    static final String OF_MANY = "select sprint_id, " + COLUMNS
            + " from step where sprint_id in (select value from json_each(?)) order by sprint_id, position";

    private final JdbcOperations jdbc;

    Steps(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    List<StepReport> of(String sprintId) {
        return jdbc.query(OF_ONE, Bind.of(sprintId), (row, number) -> report(new Columns(row)));
    }

    /** In one query. */
    Map<String, List<StepReport>> of(Collection<String> sprintIds) {
        if (sprintIds.isEmpty()) {
            return Map.of();
        }
        Map<String, List<StepReport>> steps = new HashMap<>();
        jdbc.query(OF_MANY, Bind.of(Payload.write(sprintIds)), result -> {
            Columns row = new Columns(result);
            steps.computeIfAbsent(row.text(), id -> new ArrayList<>()).add(report(row));
        });
        return steps;
    }

    /**
     * Writes those that changed; every heartbeat brings all of them, and one at most is news.
     *
     * @return whether one has a new status
     */
    boolean save(String sprintId, List<StepReport> reported) {
        if (reported.isEmpty()) {
            return false;
        }
        Map<String, StepReport> known =
                of(sprintId).stream().collect(Collectors.toMap(StepReport::name, Function.identity()));
        boolean news = false;
        for (int position = 0; position < reported.size(); position++) {
            StepReport step = comparable(reported.get(position));
            StepReport before = known.get(step.name());
            if (!step.equals(before)) {
                upsert(sprintId, position, step);
                news |= before == null || before.status() != step.status();
            }
        }
        return news;
    }

    private void upsert(String sprintId, int position, StepReport step) {
        Usage usage = step.usage();
        jdbc.update(
                "insert or replace into step (sprint_id, name, position, status, attempt, started_at, ended_at,"
                        + " cost_usd, input_tokens, output_tokens, turns, issues) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Bind.of(
                        sprintId,
                        step.name(),
                        position,
                        step.status(),
                        step.attempt(),
                        step.startedAt(),
                        step.endedAt(),
                        usage.costUsd(),
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.turns(),
                        step.issues() == null ? null : Json.write(step.issues())));
    }

    private static StepReport comparable(StepReport step) {
        return new StepReport(
                step.name(),
                step.status(),
                step.attempt(),
                millis(step.startedAt()),
                millis(step.endedAt()),
                step.usage(),
                step.issues());
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static StepReport report(Columns row) throws SQLException {
        return new StepReport(
                row.text(),
                row.word(StepStatus.class),
                row.integer(),
                row.timeOrNull(),
                row.timeOrNull(),
                new Usage(row.real(), row.number(), row.number(), row.integer()),
                issues(row.textOrNull()));
    }

    private static @Nullable Issues issues(@Nullable String json) {
        return json == null ? null : Json.read(json, Issues.class);
    }
}
