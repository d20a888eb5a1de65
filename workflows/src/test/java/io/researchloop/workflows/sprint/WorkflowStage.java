package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.tweak.TweakWorkflowImpl;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An engine in memory with one workflow and the world around it; one for each test. */
final class WorkflowStage implements AfterEachCallback {
    final SprintSpec spec;
    final FakeWorld world;
    private final TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance();
    private final String type;

    private WorkflowStage(String id, String type, Class<?> implementation) {
        this.spec = new SprintSpec(id, "study", "here", 3600, 3, 5);
        this.type = type;
        this.world = new FakeWorld(env.getWorkflowClient());
        Worker control = env.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(implementation);
        control.registerActivitiesImplementations(world);
        env.newWorker(TaskQueues.cluster("here")).registerActivitiesImplementations(world);
        env.start();
    }

    static WorkflowStage ofASprint() {
        return new WorkflowStage("sp-00000001", "SprintWorkflow", SprintWorkflowImpl.class);
    }

    static WorkflowStage ofATweak() {
        return new WorkflowStage("tw-00000001", "TweakWorkflow", TweakWorkflowImpl.class);
    }

    /** With {@code -Dhistories=DIRECTORY} the histories are kept, for the replay tests. */
    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        String directory = System.getProperty("histories", "");
        if (!directory.isEmpty()) {
            Files.writeString(
                    Path.of(directory, test.getRequiredTestMethod().getName() + ".json"),
                    env.getWorkflowClient().fetchHistory(spec.sprintId()).toJson(false));
        }
        env.close();
    }

    /** From its row to its end. */
    void run() {
        run(SprintSnapshot.fresh(spec));
    }

    void run(SprintSnapshot snapshot) {
        launch(snapshot).getResult(Void.class);
    }

    WorkflowStub launch() {
        return launch(SprintSnapshot.fresh(spec));
    }

    WorkflowStub launch(SprintSnapshot snapshot) {
        WorkflowStub workflow = env.getWorkflowClient()
                .newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(spec.sprintId())
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        workflow.start(snapshot);
        return workflow;
    }

    /** The engine's time, which jumps to the next timer when nothing else is left to do. */
    Instant now() {
        return Instant.ofEpochMilli(env.currentTimeMillis());
    }

    void sleep(Duration time) {
        env.sleep(time);
    }

    static RunnerWord word(int attempt, OutcomeKind kind) {
        return new RunnerWord(attempt, Outcome.of(kind, kind == OutcomeKind.COMPLETED ? "" : kind.name()));
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.sleep(10);
        }
    }
}
