package io.researchloop.web.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintSignals;
import io.researchloop.workflows.model.RunnerWord;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a runner's last word: results into the row, the word into the inbox, and only then an answer. */
@RestController
class CompletionController {
    private static final String DELIVERY_ID = "X-Delivery-Id";
    private static final int MAX_DELIVERY_ID = 200;
    private static final int STRIPES = 64;

    private final RunnerGate gate;
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final SprintSignals signals;
    /** One word of a sprint at a time, so that the first one's results stay. */
    private final Object[] stripes = new Object[STRIPES];

    CompletionController(RunnerGate gate, SprintStore sprints, Tweaks tweaks, SprintSignals signals) {
        this.gate = gate;
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.signals = signals;
        Arrays.setAll(stripes, i -> new Object());
    }

    record Taken(
            boolean ok,
            String sprintId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String tweakId) {}

    @RequestBody(content = @Content(schema = @Schema(implementation = Completion.class)))
    @PostMapping("/api/webhook/sprint-complete")
    Taken complete(HttpServletRequest request) throws IOException {
        Completion word = RunnerRequest.read(request, Completion.class);
        String sprintId = RunnerRequest.required("sprint_id", word.sprintId());
        gate.check(request, sprintId);
        Outcome outcome = outcome(word);
        if (word.attempt() < 0) {
            throw Rejection.invalid("attempt: expected a whole number from 1, found " + word.attempt());
        }
        String deliveryId = deliveryId(request, word);
        synchronized (stripes[Math.floorMod(sprintId.hashCode(), STRIPES)]) {
            SprintDetail detail = sprints.detail(sprintId).orElseThrow(() -> Rejection.unknown("Sprint not found"));
            if (word.tweakId() != null) {
                return tweaked(word, outcome, deliveryId);
            }
            if (!detail.row().status().terminal()) {
                take(word, outcome, deliveryId, detail);
            }
        }
        return new Taken(true, sprintId, null);
    }

    /** A runner may end only a tweak of its own sprint. */
    private Taken tweaked(Completion word, Outcome outcome, String deliveryId) {
        String id = String.valueOf(word.tweakId());
        TweakRow tweak = tweaks.find(id)
                .filter(row -> row.sprintId().equals(word.sprintId()))
                .orElseThrow(() -> Rejection.unknown("Tweak not found"));
        if (!tweak.status().terminal()) {
            signals.runnerEnded(
                    id, deliveryId, new RunnerWord(word.attempt(), outcome), Sha256.of(Json.write(word)), () -> {
                        if (word.usage() != null) {
                            tweaks.spent(id, word.usage().costUsd());
                        }
                    });
        }
        return new Taken(true, word.sprintId(), id);
    }

    private void take(Completion word, Outcome outcome, String deliveryId, SprintDetail detail) {
        String sprintId = detail.row().id();
        signals.runnerEnded(
                sprintId,
                deliveryId,
                new RunnerWord(word.attempt(), outcome),
                Sha256.of(Json.write(word)),
                () -> sprints.saveResults(sprintId, SprintResults.of(word)));
    }

    /** Version 0.1's runner says no more than whether it worked. */
    private static Outcome outcome(Completion word) {
        String status = RunnerRequest.required("status", word.status());
        boolean completed = status.equals("completed");
        if (!completed && !status.equals("failed")) {
            throw Rejection.invalid("status: expected completed or failed, found \""
                    + (status.length() <= 40 ? status : status.substring(0, 40) + "…") + "\"");
        }
        Outcome said = word.outcome();
        if (said == null) {
            return completed
                    ? Outcome.completed()
                    : Outcome.of(
                            OutcomeKind.AGENT_FAILED,
                            Optional.ofNullable(word.error()).orElse("The runner failed and did not say why"));
        }
        if (Optional.ofNullable(said.kind()).isEmpty()) {
            throw Rejection.invalid("outcome.kind is required");
        }
        if (completed != (said.kind() == OutcomeKind.COMPLETED)) {
            throw Rejection.invalid("status and outcome.kind contradict each other");
        }
        return said;
    }

    private static String deliveryId(HttpServletRequest request, Completion word) {
        String given = request.getHeader(DELIVERY_ID);
        if (given == null || given.isBlank()) {
            return word.attempt() + "-ended";
        }
        if (given.length() > MAX_DELIVERY_ID) {
            throw Rejection.invalid(DELIVERY_ID + ": expected at most " + MAX_DELIVERY_ID + " characters");
        }
        return given;
    }
}
