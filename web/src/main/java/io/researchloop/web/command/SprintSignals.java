package io.researchloop.web.command;

import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.DeliveryKind;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.workflows.model.RunnerWord;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/**
 * What a sprint's workflow must hear of, committed before anybody is told so; each fact once, by its delivery id. The
 * dispatcher takes it from there.
 */
@Component
public class SprintSignals {
    private final WebhookInbox inbox;
    private final CopyOnWriteArrayList<Runnable> sleepers = new CopyOnWriteArrayList<>();

    SprintSignals(WebhookInbox inbox) {
        this.inbox = inbox;
    }

    /** The attempt's runner was heard of. Repeats do nothing. */
    public void runnerStarted(String sprintId, int attempt) {
        Delivery delivery = inbox.add(
                sprintId + "-" + attempt + "-started",
                sprintId,
                DeliveryKind.RUNNER_STARTED,
                Json.write(new StartedPayload(attempt)));
        if (!delivery.delivered()) {
            wake();
        }
    }

    /**
     * The attempt's runner said its last word. Repeats do nothing, and neither does another word under the same id.
     *
     * @param deliveryId unique in the sprint
     * @param bodySha256 of the whole message, by which a repeat is told from another word
     * @param saveResults keeps what came with the word; run unless another word was first, before anybody is told
     */
    public void runnerEnded(
            String sprintId, String deliveryId, RunnerWord word, String bodySha256, Runnable saveResults) {
        String payload = Json.write(new EndedPayload(word.attempt(), word.outcome(), bodySha256));
        Delivery delivery = inbox.add(sprintId + "-" + deliveryId, sprintId, DeliveryKind.RUNNER_ENDED, payload);
        if (delivery.payloadJson().equals(payload)) {
            saveResults.run();
        }
        if (!delivery.delivered()) {
            wake();
        }
    }

    /** Something was committed that a workflow should hear of. */
    public void wake() {
        sleepers.forEach(Runnable::run);
    }

    void onWake(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    record StartedPayload(int attempt) {}

    /** A {@link RunnerWord} with the hash of the message that brought it. */
    record EndedPayload(int attempt, Outcome outcome, String bodySha256) {}

    /** As the store writes it, with the row's reason. */
    record CancelPayload(String reason) {}
}
