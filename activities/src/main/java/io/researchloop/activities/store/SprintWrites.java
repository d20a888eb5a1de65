package io.researchloop.activities.store;

import io.researchloop.activities.metric.MetricsFile;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The web-owned columns and texts of sprints. All for use within a write. */
final class SprintWrites {
    private final JdbcOperations jdbc;
    private final SprintTexts texts;
    private final Metrics metrics;
    private final Steps steps;
    private final EventLog events;
    private final WebhookInbox inbox;

    SprintWrites(
            JdbcOperations jdbc, SprintTexts texts, Metrics metrics, Steps steps, EventLog events, WebhookInbox inbox) {
        this.jdbc = jdbc;
        this.metrics = metrics;
        this.texts = texts;
        this.steps = steps;
        this.events = events;
        this.inbox = inbox;
    }

    void saveResults(String id, SprintResults results, @Nullable MetricsFile measured) {
        SprintRow sprint = SprintRows.find(jdbc, id).orElse(null);
        if (sprint == null) {
            return;
        }
        texts.save(id, results);
        if (measured != null) {
            metrics.save(sprint, measured);
        }
        if (results.steps() != null) {
            steps.save(id, results.steps());
        }
        events.append(id, "results", Map.of());
    }

    void markWorkflowStarted(String id) {
        jdbc.update("update sprint set workflow_started = 1 where id = ? and workflow_started = 0", Bind.of(id));
    }

    int forgetWorkflows(List<SprintSnapshot> sprints) {
        for (SprintSnapshot sprint : sprints) {
            jdbc.update(
                    "update sprint set workflow_started = 0 where id = ?",
                    Bind.of(sprint.spec().sprintId()));
        }
        return sprints.size();
    }

    Optional<Delivery> requestCancel(String id, String reason) {
        Optional<SprintStatus> status = SprintRows.find(jdbc, id).map(SprintRow::status);
        if (status.isEmpty() || status.get().terminal()) {
            return Optional.empty();
        }
        int first = jdbc.update(
                "update sprint set cancel_reason = ? where id = ? and cancel_reason is null", Bind.of(reason, id));
        if (first == 1) {
            events.append(id, "cancel", Map.of("reason", reason));
        }
        return Optional.of(
                inbox.insertOnce("cancel-" + id, id, DeliveryKind.CANCEL, Payload.write(Map.of("reason", reason))));
    }
}
