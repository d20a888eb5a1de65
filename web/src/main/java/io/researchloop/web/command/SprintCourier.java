package io.researchloop.web.command;

import com.google.gson.JsonParseException;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.model.TweakId;
import io.researchloop.workflows.sprint.AttemptOwner;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.researchloop.workflows.tweak.TweakWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries one thing to one workflow, and ticks it off. */
@Component
class SprintCourier {
    private static final Logger LOG = LoggerFactory.getLogger(SprintCourier.class);

    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final WebhookInbox inbox;

    SprintCourier(SprintStore sprints, Tweaks tweaks, WebhookInbox inbox) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.inbox = inbox;
    }

    /** @param id a sprint's or a tweak's */
    void start(WorkflowClient client, String id) {
        if (TweakId.is(id)) {
            startTweak(client, id);
        } else {
            startSprint(client, id);
        }
    }

    private void startTweak(WorkflowClient client, String tweakId) {
        tweaks.find(tweakId).filter(row -> !row.status().terminal()).ifPresent(row -> {
            SprintSnapshot snapshot = row.snapshot();
            TweakWorkflow workflow =
                    client.newWorkflowStub(TweakWorkflow.class, options(tweakId, "Tweak of " + row.sprintId()));
            try {
                EngineCall.within(() -> WorkflowClient.start(workflow::run, snapshot));
            } catch (WorkflowExecutionAlreadyStarted e) {
                LOG.debug("tweak={} had been started", tweakId);
            }
        });
        tweaks.markWorkflowStarted(tweakId);
    }

    private void startSprint(WorkflowClient client, String sprintId) {
        Optional<SprintRow> row = sprints.find(sprintId);
        if (row.isPresent() && !row.get().status().terminal()) {
            SprintSnapshot snapshot = sprints.snapshot(sprintId);
            try {
                EngineCall.within(() -> WorkflowClient.start(stub(client, snapshot)::run, snapshot));
            } catch (WorkflowExecutionAlreadyStarted e) {
                // A start that was repeated after its answer got lost. It runs, and that is what was wanted.
                LOG.debug("sprint={} had been started", sprintId);
            }
        }
        sprints.markWorkflowStarted(sprintId);
    }

    /** A sprint that has ended hears of nothing any more; one that lost its workflow gets it back with the signal. */
    void deliver(WorkflowClient client, Delivery delivery) {
        Optional<SprintSnapshot> live = snapshot(delivery.sprintId())
                .filter(snapshot -> !snapshot.status().terminal());
        if (live.isPresent()) {
            try {
                signal(client, delivery, live.get());
            } catch (JsonParseException e) {
                LOG.error("delivery={} cannot be read and is given up: {}", delivery.deliveryId(), e.getMessage());
            }
        }
        inbox.markDelivered(delivery.seq());
    }

    private Optional<SprintSnapshot> snapshot(String id) {
        return TweakId.is(id)
                ? tweaks.find(id).map(TweakRow::snapshot)
                : sprints.find(id).map(SprintRow::snapshot);
    }

    private static void signal(WorkflowClient client, Delivery delivery, SprintSnapshot snapshot) {
        BatchRequest request = client.newSignalWithStartRequest();
        AttemptOwner workflow = begun(client, request, snapshot);
        String payload = delivery.payloadJson();
        switch (delivery.kind()) {
            case RUNNER_STARTED ->
                request.add(
                        workflow::runnerStarted,
                        Json.read(payload, SprintSignals.StartedPayload.class).attempt());
            case RUNNER_ENDED -> request.add(workflow::runnerEnded, Json.read(payload, RunnerWord.class));
            case CANCEL ->
                request.add(
                        workflow::cancel,
                        Json.read(payload, SprintSignals.CancelPayload.class).reason());
        }
        EngineCall.within(() -> client.signalWithStart(request));
    }

    private static AttemptOwner begun(WorkflowClient client, BatchRequest request, SprintSnapshot snapshot) {
        String id = snapshot.spec().sprintId();
        if (TweakId.is(id)) {
            TweakWorkflow tweak = client.newWorkflowStub(TweakWorkflow.class, options(id, "Tweak"));
            request.add(tweak::run, snapshot);
            return tweak;
        }
        SprintWorkflow sprint = stub(client, snapshot);
        request.add(sprint::run, snapshot);
        return sprint;
    }

    private static SprintWorkflow stub(WorkflowClient client, SprintSnapshot snapshot) {
        return client.newWorkflowStub(
                SprintWorkflow.class, options(snapshot.spec().sprintId(), summary(snapshot)));
    }

    private static WorkflowOptions options(String id, String summary) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(TaskQueues.CONTROL)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary(summary)
                .build();
    }

    /** Temporal takes 200 bytes, and a character has up to 3. */
    private static String summary(SprintSnapshot snapshot) {
        String study = snapshot.spec().study();
        return "Sprint of " + (study.length() <= 60 ? study : study.substring(0, 60));
    }
}
