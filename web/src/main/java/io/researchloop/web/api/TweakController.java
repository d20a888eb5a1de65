package io.researchloop.web.api;

import io.researchloop.activities.store.TweakRow;
import io.researchloop.web.command.TweakCommands;
import io.researchloop.workflows.model.SprintStatus;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Makes tweaks of finished sprints, shows and ends them. A sprint lists its own. */
@RestController
class TweakController {
    private final TweakCommands commands;

    TweakController(TweakCommands commands) {
        this.commands = commands;
    }

    /** @param jobOptions on top of the sprint's; values are text or numbers, an empty text takes an option away */
    record TweakBody(
            @Nullable String instruction,
            @Nullable Map<String, Object> jobOptions,
            @Nullable Double timeLimitHours,
            @Nullable Double maxCostUsd) {}

    record Created(String tweakId, String sprintId, SprintStatus status) {}

    record OneTweak(TweakJson tweak) {}

    record Cancelled(boolean cancelled) {}

    @PostMapping("/api/sprints/{id}/tweak")
    ResponseEntity<Created> create(
            @PathVariable String id,
            @RequestBody TweakBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        TweakRow tweak = commands.create(
                id,
                new TweakCommands.Request(
                        body.instruction(),
                        JobOptionsJson.read(body.jobOptions()),
                        body.timeLimitHours(),
                        body.maxCostUsd()),
                key);
        return ResponseEntity.created(URI.create("/api/tweaks/" + tweak.id()))
                .body(new Created(tweak.id(), id, tweak.status()));
    }

    @GetMapping("/api/tweaks/{id}")
    OneTweak show(@PathVariable String id) {
        return new OneTweak(TweakJson.of(commands.find(id)));
    }

    @PostMapping("/api/tweaks/{id}/cancel")
    Cancelled cancel(@PathVariable String id) {
        return new Cancelled(commands.cancel(id, "Cancelled by API"));
    }
}
