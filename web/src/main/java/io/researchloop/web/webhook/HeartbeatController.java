package io.researchloop.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.store.LiveProgress;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.HeartbeatAnswer;
import io.researchloop.runner.protocol.Json;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintSignals;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes heartbeats, and answers with what people want of the runner. The busiest route of all: it goes by hand. */
@RestController
class HeartbeatController {
    private static final byte[] OK = "{\"ok\":true}".getBytes(UTF_8);

    private final RunnerGate gate;
    private final LiveProgress progress;
    private final SprintStore sprints;
    private final SprintSignals signals;
    private final PendingCommands commands;
    private final RecentAttempts heardOf = new RecentAttempts();

    HeartbeatController(
            RunnerGate gate,
            LiveProgress progress,
            SprintStore sprints,
            SprintSignals signals,
            PendingCommands commands) {
        this.gate = gate;
        this.progress = progress;
        this.sprints = sprints;
        this.signals = signals;
        this.commands = commands;
    }

    @RequestBody(content = @Content(schema = @Schema(implementation = Heartbeat.class)))
    @PostMapping("/api/webhook/heartbeat")
    void heartbeat(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Heartbeat heartbeat = HeartbeatReader.read(body).orElseGet(() -> RunnerRequest.read(body, Heartbeat.class));
        String sprintId = RunnerRequest.required("sprint_id", heartbeat.sprintId());
        RunnerRequest.required("phase", heartbeat.phase());
        gate.check(request, sprintId);
        if (heartbeat.tweakId() != null) {
            tweaked(heartbeat);
            answer(response, List.of());
            return;
        }
        if (progress.heartbeat(heartbeat)) {
            announce(sprintId, heartbeat.attempt());
        } else if (sprints.find(sprintId).isEmpty()) {
            throw Rejection.unknown("Sprint not found");
        }
        answer(response, commands.handOut(sprintId));
    }

    /** One of a tweak that is over, or that never was, is not news. */
    private void tweaked(Heartbeat heartbeat) {
        String id = String.valueOf(heartbeat.tweakId());
        if (progress.heartbeat(heartbeat) && !heardOf.contains(id, heartbeat.attempt())) {
            signals.runnerStarted(id, heartbeat.attempt());
            heardOf.add(id, heartbeat.attempt());
        }
    }

    /** Whoever beats has started. Version 0.1's runner does not know its attempt: it is the one at work. */
    private void announce(String sprintId, int attempt) {
        if (heardOf.contains(sprintId, attempt)) {
            return;
        }
        Optional<SprintRow> row = sprints.find(sprintId);
        int known = row.map(SprintRow::attempt).orElse(0);
        signals.runnerStarted(sprintId, attempt > 0 ? attempt : Math.max(1, known));
        heardOf.add(sprintId, attempt);
    }

    private static void answer(HttpServletResponse response, List<io.researchloop.runner.protocol.Command> commands)
            throws IOException {
        byte[] body = commands.isEmpty()
                ? OK
                : Json.write(new HeartbeatAnswer(true, commands)).getBytes(UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
