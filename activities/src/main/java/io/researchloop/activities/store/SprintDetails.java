package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** Puts a sprint's page together. */
final class SprintDetails {
    private record Texts(
            String idea,
            @Nullable String summary,
            @Nullable String metricsJson,
            String metadataJson,
            Map<String, String> jobOptions) {}

    private final JdbcOperations jdbc;
    private final Metrics metrics;
    private final Steps steps;
    private final Attempts attempts;

    SprintDetails(JdbcOperations jdbc, Metrics metrics, Steps steps, Attempts attempts) {
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.steps = steps;
        this.attempts = attempts;
    }

    /** One query after the other, never one within another: each would hold a reader while it waits for the next. */
    SprintDetail of(SprintRow sprint) {
        Texts texts = jdbc.query(
                        "select idea, summary, metrics_json, metadata_json, job_options_json from sprint_text"
                                + " where sprint_id = ?",
                        Bind.of(sprint.id()),
                        SprintDetails::texts)
                .get(0);
        return new SprintDetail(
                sprint,
                texts.idea(),
                texts.summary(),
                texts.metricsJson(),
                metrics.fault(sprint.id()).orElse(null),
                metrics.of(sprint.id()),
                texts.metadataJson(),
                texts.jobOptions(),
                steps.of(sprint.id()),
                attempts.of(sprint.id()),
                live(sprint.id()));
    }

    private static Texts texts(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new Texts(row.text(), row.textOrNull(), row.textOrNull(), row.text(), Payload.map(row.text()));
    }

    private @Nullable LiveView live(String id) {
        List<LiveView> views = jdbc.query(
                "select attempt, phase, at, progress, log_tail, output_tail, recent_files_json, silent_seconds, node"
                        + " from sprint_live where sprint_id = ?",
                Bind.of(id),
                SprintDetails::view);
        return views.isEmpty() ? null : views.get(0);
    }

    private static LiveView view(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new LiveView(
                row.integer(),
                row.text(),
                row.time(),
                row.textOrNull(),
                row.textOrNull(),
                row.textOrNull(),
                Payload.strings(row.text()),
                row.numberOrNull(),
                row.textOrNull());
    }
}
