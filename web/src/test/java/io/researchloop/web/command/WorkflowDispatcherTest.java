package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowDispatcherTest {
    private static final Map<String, List<String>> HEARD = new ConcurrentHashMap<>();

    private TestServer server;
    private TestWorkflowEnvironment engine;
    private SprintCommands commands;
    private SprintSignals signals;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        commands = server.bean(SprintCommands.class);
        signals = server.bean(SprintSignals.class);
        engine = TestWorkflowEnvironment.newInstance();
        engine.newWorker(TaskQueues.CONTROL).registerWorkflowImplementationTypes(RecordingSprint.class);
        engine.start();
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
    }

    private String newSprint() {
        return commands.create(NewSprintRequest.of("grokking", "An idea")).id();
    }

    private void engineComesUp() {
        server.engine(engine.getWorkflowClient());
        server.bean(WorkflowDispatcher.class).wake();
    }

    private void end(String sprint) {
        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint,
                        9,
                        SprintStatus.FAILED,
                        1,
                        0,
                        0,
                        null,
                        0,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        null));
    }

    private static List<String> heard(String sprint) {
        return HEARD.getOrDefault(sprint, List.of());
    }

    private boolean nothingIsLeft() {
        return server.bean(SprintStore.class).notStarted(10).isEmpty()
                && server.bean(WebhookInbox.class).undelivered(10).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        Instant limit = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(limit);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void whatWasCommittedWhileTheEngineWasAwayIsToldInOrderWhenItIsBack() {
        List<String> sprints = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String sprint = newSprint();
            sprints.add(sprint);
            signals.runnerStarted(sprint, 1);
            signals.runnerEnded(sprint, "1-ended", new RunnerWord(1, Outcome.completed()), "hash", () -> {});
            signals.runnerStarted(sprint, 2);
        }

        engineComesUp();

        await(() -> sprints.stream().allMatch(sprint -> heard(sprint).size() >= 3));
        for (String sprint : sprints) {
            assertThat(heard(sprint)).containsExactly("started 1", "ended 1 COMPLETED", "started 2");
        }
        await(this::nothingIsLeft);
    }

    @Test
    void aNewSprintIsStartedWithoutBeingAskedFor() {
        engineComesUp();

        String sprint = newSprint();

        await(this::nothingIsLeft);
        SprintSnapshot snapshot = engine.getWorkflowClient()
                .newWorkflowStub(SprintWorkflow.class, sprint)
                .snapshot();
        assertThat(snapshot.spec().study()).isEqualTo("grokking");
    }

    @Test
    void aCancelReachesASprintThatWasNeverStarted() {
        String sprint = newSprint();
        assertThat(commands.cancel(sprint, "not needed")).isTrue();

        engineComesUp();

        await(() -> heard(sprint).contains("cancel not needed"));
    }

    @Test
    void aSprintThatHasEndedIsTickedOffUntold() {
        String sprint = newSprint();
        signals.runnerStarted(sprint, 1);
        end(sprint);

        engineComesUp();

        await(this::nothingIsLeft);
        assertThat(heard(sprint)).isEmpty();
    }

    @Test
    void anEngineThatCannotBeReachedLosesNothingAndIsGivenUpSoon() throws Exception {
        WorkflowServiceStubs nowhere = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        CountDownLatch asked = new CountDownLatch(1);
        String sprint = newSprint();
        signals.runnerStarted(sprint, 1);

        server.engine(telling(asked, WorkflowClient.newInstance(nowhere)));
        server.bean(WorkflowDispatcher.class).wake();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        signals.runnerStarted(sprint, 2);
        assertThat(nothingIsLeft()).isFalse();
        engineComesUp();

        await(() -> heard(sprint).size() >= 2);
        assertThat(heard(sprint)).containsExactly("started 1", "started 2");
        nowhere.shutdownNow();
    }

    /** The same client, that says when it is used. */
    private static WorkflowClient telling(CountDownLatch asked, WorkflowClient client) {
        return (WorkflowClient) Proxy.newProxyInstance(
                WorkflowClient.class.getClassLoader(),
                new Class<?>[] {WorkflowClient.class},
                (proxy, method, arguments) -> {
                    asked.countDown();
                    return method.invoke(client, arguments);
                });
    }

    /** Writes down what it hears. */
    public static class RecordingSprint implements SprintWorkflow {
        private SprintSnapshot snapshot =
                SprintSnapshot.fresh(new io.researchloop.workflows.model.SprintSpec("sp-0", "none", "none", 1, 1, 1));

        @Override
        public void run(SprintSnapshot input) {
            snapshot = input;
            Workflow.await(() -> false);
        }

        private static void hear(String what) {
            HEARD.computeIfAbsent(Workflow.getInfo().getWorkflowId(), id -> new CopyOnWriteArrayList<>())
                    .add(what);
        }

        @Override
        public void slotGranted(int attempt) {
            hear("slot");
        }

        @Override
        public void runnerStarted(int attempt) {
            hear("started " + attempt);
        }

        @Override
        public void runnerEnded(RunnerWord word) {
            hear("ended " + word.attempt() + " " + word.outcome().kind());
        }

        @Override
        public void jobObserved(JobObservation observation) {
            hear("job " + observation.state());
        }

        @Override
        public void cancel(String reason) {
            hear("cancel " + reason);
        }

        @Override
        public SprintSnapshot snapshot() {
            return snapshot;
        }
    }
}
