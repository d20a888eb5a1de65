package io.researchloop.web.api;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.result.LoopReads;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Auto-loops: starts, shows, steers and stops them. */
@RestController
class LoopController {
    private final LoopCommands commands;
    private final LoopReads reads;

    LoopController(LoopCommands commands, LoopReads reads) {
        this.commands = commands;
        this.reads = reads;
    }

    /** The fields of {@link LoopRequest}; {@code context} is the guidance. */
    record NewLoopBody(
            @Nullable String studyName,
            @Nullable Integer count,
            @Nullable String context,
            @Nullable Map<String, Object> jobOptions,
            @Nullable Integer parallel,
            @Nullable Boolean approveIdeas,
            @Nullable Integer approvalMinutes,
            @Nullable String whenUnanswered,
            @Nullable String onFailure,
            @Nullable String strategy,
            @Nullable String ideaSource,
            @Nullable String metric,
            @Nullable String direction,
            @Nullable Double target,
            @Nullable Integer patience,
            @Nullable Double maxCostUsd,
            @Nullable Double maxGpuHours,
            @Nullable Double sprintMaxCostUsd,
            @Nullable String agent,
            @Nullable String model) {}

    record Started(String loopId) {}

    record Stopped(boolean stopped) {}

    /** @param now whether the running sprints are cancelled too; else the loop ends with them */
    record StopBody(@Nullable Boolean now) {}

    record ChangeBody(
            @Nullable Integer count,
            @Nullable String context,
            @Nullable Double maxCostUsd) {}

    record ApproveBody(@Nullable Integer position, @Nullable String idea) {}

    record RejectBody(@Nullable Integer position, @Nullable String reason) {}

    record OneLoop(LoopJson loop) {}

    /** @param nextCursor for the page of older ones; null on the last page */
    record LoopList(List<LoopJson> loops, @Nullable Long nextCursor) {}

    @PostMapping("/api/loops")
    ResponseEntity<Started> start(
            @RequestBody NewLoopBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        LoopRow loop = commands.start(new LoopRequest(
                body.studyName(),
                body.context(),
                body.count(),
                body.parallel(),
                body.approveIdeas(),
                body.approvalMinutes(),
                body.whenUnanswered(),
                body.onFailure(),
                body.strategy(),
                body.ideaSource(),
                body.metric(),
                body.direction(),
                body.target(),
                body.patience(),
                body.maxCostUsd(),
                body.maxGpuHours(),
                body.sprintMaxCostUsd(),
                JobOptionsJson.read(body.jobOptions()),
                body.agent(),
                body.model(),
                key));
        return ResponseEntity.created(URI.create("/api/loops/" + loop.id())).body(new Started(loop.id()));
    }

    @GetMapping("/api/loops")
    LoopList list(
            @RequestParam(name = "study_name", required = false) @Nullable String study,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable Long cursor) {
        LoopReads.Page page = reads.list(study, cursor, limit);
        return new LoopList(
                page.loops().stream().map(loop -> LoopJson.of(loop, false)).toList(), page.next());
    }

    @GetMapping("/api/loops/{id}")
    OneLoop show(@PathVariable String id) {
        return new OneLoop(LoopJson.of(reads.find(id), true));
    }

    @PostMapping("/api/loops/{id}/stop")
    Stopped stop(@PathVariable String id, @RequestBody(required = false) @Nullable StopBody body) {
        boolean now = body != null && Boolean.TRUE.equals(body.now());
        commands.stop(id, now, "Stopped by API");
        return new Stopped(true);
    }

    @PostMapping("/api/loops/{id}/pause")
    OneLoop pause(@PathVariable String id) {
        return shown(commands.pause(id));
    }

    @PostMapping("/api/loops/{id}/resume")
    OneLoop resume(@PathVariable String id) {
        return shown(commands.resume(id));
    }

    @PostMapping("/api/loops/{id}/change")
    OneLoop change(@PathVariable String id, @RequestBody ChangeBody body) {
        return shown(commands.change(id, body.count(), body.context(), body.maxCostUsd()));
    }

    @PostMapping("/api/loops/{id}/approve")
    OneLoop approve(@PathVariable String id, @RequestBody(required = false) @Nullable ApproveBody body) {
        return shown(commands.approve(id, body == null ? null : body.position(), body == null ? null : body.idea()));
    }

    @PostMapping("/api/loops/{id}/reject")
    OneLoop reject(@PathVariable String id, @RequestBody(required = false) @Nullable RejectBody body) {
        return shown(commands.reject(id, body == null ? null : body.position(), body == null ? null : body.reason()));
    }

    private OneLoop shown(LoopRow loop) {
        return show(loop.id());
    }
}
