package io.researchloop.web.command;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.gson.JsonParseException;
import io.grpc.Context;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.NotificationLog;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.runner.protocol.Json;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Carries one thing to one workflow, and ticks it off. */
@Component
class SprintCourier {
    private static final Logger LOG = LoggerFactory.getLogger(SprintCourier.class);

    private static final long LIMIT_SECONDS = 5;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dispatch-limits");
        thread.setDaemon(true);
        return thread;
    });

    private final SprintStore sprints;
    private final WebhookInbox inbox;
    private final NotificationLog notifications;

    SprintCourier(SprintStore sprints, WebhookInbox inbox, NotificationLog notifications) {
        this.sprints = sprints;
        this.notifications = notifications;
        this.inbox = inbox;
    }

    void start(WorkflowClient client, String sprintId) {
        Optional<SprintRow> row = sprints.find(sprintId);
        boolean hasWork = row.isPresent()
                && (!row.get().status().terminal()
                        || !notifications.pending(sprintId).isEmpty());
        if (hasWork) {
            SprintSnapshot snapshot = sprints.snapshot(sprintId);
            try {
                call(() -> WorkflowClient.start(stub(client, snapshot)::run, snapshot));
            } catch (WorkflowExecutionAlreadyStarted e) {
                // A start that was repeated after its answer got lost. It runs, and that is what was wanted.
                LOG.debug("sprint={} had been started", sprintId);
            }
        }
        sprints.markWorkflowStarted(sprintId);
    }

    /** A sprint that has ended hears of nothing any more; one that lost its workflow gets it back with the signal. */
    void deliver(WorkflowClient client, Delivery delivery) {
        Optional<SprintRow> row = sprints.find(delivery.sprintId());
        if (row.isPresent() && !row.get().status().terminal()) {
            try {
                signal(client, delivery, sprints.snapshot(delivery.sprintId()));
            } catch (JsonParseException e) {
                LOG.error("delivery={} cannot be read and is given up: {}", delivery.deliveryId(), e.getMessage());
            }
        }
        inbox.markDelivered(delivery.seq());
    }

    private static void signal(WorkflowClient client, Delivery delivery, SprintSnapshot snapshot) {
        SprintWorkflow workflow = stub(client, snapshot);
        BatchRequest request = client.newSignalWithStartRequest();
        request.add(workflow::run, snapshot);
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
        call(() -> client.signalWithStart(request));
    }

    /**
     * Within a few seconds: Temporal's own patience of a minute would hold the sprint to a client that is of no use any
     * more once the engine has moved.
     */
    private static void call(Runnable request) {
        try (Context.CancellableContext limited = Context.current().withDeadlineAfter(LIMIT_SECONDS, SECONDS, CLOCK)) {
            limited.run(request);
        }
    }

    private static SprintWorkflow stub(WorkflowClient client, SprintSnapshot snapshot) {
        return client.newWorkflowStub(
                SprintWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(snapshot.spec().sprintId())
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setStaticSummary(summary(snapshot))
                        .build());
    }

    /** Temporal takes 200 bytes, and a character has up to 3. */
    private static String summary(SprintSnapshot snapshot) {
        String study = snapshot.spec().study();
        return "Sprint of " + (study.length() <= 60 ? study : study.substring(0, 60));
    }
}
