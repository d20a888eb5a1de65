package io.researchloop.web.api;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.workflows.model.SprintStatus;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Makes sprints, ends them and talks to them. */
@RestController
class SprintCommandController {
    private static final String KEY = "Idempotency-Key";

    private final SprintCommands commands;

    SprintCommandController(SprintCommands commands) {
        this.commands = commands;
    }

    /** @param jobOptions values are text or numbers; an empty text takes an option of the study away */
    record NewSprintBody(
            @Nullable String studyName,
            @Nullable String idea,
            @Nullable Map<String, Object> jobOptions,
            @Nullable String agent,
            @Nullable String model,
            @Nullable Double maxCostUsd,
            @Nullable Double maxGpuHours) {}

    /** @param jobId null until the cluster has the job: nobody waits for it here */
    record Created(
            String sprintId,
            String studyName,
            SprintStatus status,
            @Nullable String jobId) {}

    record Cancelled(boolean cancelled) {}

    /** @param cluster is looked at within seconds */
    record Refreshing(boolean refreshing, String cluster) {}

    record ResubmitBody(@Nullable String idea, @Nullable Map<String, Object> jobOptions) {}

    record MessageBody(@Nullable String text) {}

    record MessageTaken(boolean ok, String messageId) {}

    @PostMapping("/api/sprints")
    ResponseEntity<Created> create(
            @RequestBody NewSprintBody body, @RequestHeader(name = KEY, required = false) @Nullable String key) {
        return created(commands.create(new NewSprintRequest(
                body.studyName(),
                body.idea(),
                JobOptionsJson.read(body.jobOptions()),
                body.agent(),
                body.model(),
                body.maxCostUsd(),
                body.maxGpuHours(),
                key)));
    }

    @PostMapping("/api/sprints/{id}/cancel")
    Cancelled cancel(@PathVariable String id) {
        return new Cancelled(commands.cancel(id, "Cancelled by API"));
    }

    @PostMapping("/api/sprints/{id}/refresh")
    ResponseEntity<Refreshing> refresh(@PathVariable String id) {
        return ResponseEntity.accepted()
                .body(new Refreshing(true, commands.refresh(id).cluster()));
    }

    @PostMapping("/api/sprints/{id}/resubmit")
    ResponseEntity<Created> resubmit(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ResubmitBody body,
            @RequestHeader(name = KEY, required = false) @Nullable String key) {
        String idea = body == null ? null : body.idea();
        Map<String, Object> options = body == null ? null : body.jobOptions();
        return created(commands.resubmit(id, idea, options == null ? null : JobOptionsJson.read(options), key, null));
    }

    @PostMapping("/api/sprints/{id}/message")
    ResponseEntity<MessageTaken> message(
            @PathVariable String id,
            @RequestBody MessageBody body,
            @RequestHeader(name = KEY, required = false) @Nullable String key) {
        return ResponseEntity.status(201).body(new MessageTaken(true, commands.message(id, body.text(), key)));
    }

    private static ResponseEntity<Created> created(SprintRow row) {
        return ResponseEntity.created(URI.create("/api/sprints/" + row.id()))
                .body(new Created(row.id(), row.studyName(), row.status(), row.jobId()));
    }
}
