package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.tweak.TweakWorkflow;
import io.researchloop.workflows.tweak.TweakWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A tweak lives in the same world as a sprint, under its own id. */
class TweakWorkflowTest {
    private static final SprintSpec SPEC = new SprintSpec("tw-00000001", "study", "here", 3600, 3, 5);

    private TestWorkflowEnvironment env;
    private FakeWorld world;

    @BeforeEach
    void start() {
        env = TestWorkflowEnvironment.newInstance();
        world = new FakeWorld(env.getWorkflowClient());
        Worker control = env.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(TweakWorkflowImpl.class);
        control.registerActivitiesImplementations(world);
        env.newWorker(TaskQueues.cluster("here")).registerActivitiesImplementations(world);
        env.start();
    }

    /** With {@code -Dhistories=DIRECTORY} the histories are kept, for {@link TweakReplayTest}. */
    @AfterEach
    void stop(TestInfo test) throws Exception {
        String directory = System.getProperty("histories", "");
        if (!directory.isEmpty()) {
            Files.writeString(
                    Path.of(directory, test.getTestMethod().orElseThrow().getName() + ".json"),
                    env.getWorkflowClient().fetchHistory(SPEC.sprintId()).toJson(false));
        }
        env.close();
    }

    private void run(SprintSnapshot snapshot) {
        launch(snapshot).getResult(Void.class);
    }

    private WorkflowStub launch(SprintSnapshot snapshot) {
        TweakWorkflow tweak = env.getWorkflowClient()
                .newWorkflowStub(
                        TweakWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(SPEC.sprintId())
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        WorkflowClient.start(tweak::run, snapshot);
        return WorkflowStub.fromTyped(tweak);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static RunnerWord word(int attempt, OutcomeKind kind) {
        return new RunnerWord(attempt, Outcome.of(kind, kind == OutcomeKind.COMPLETED ? "" : "as told"));
    }

    @Test
    void takesASlotRunsItsJobBringsTheResultsHomeAndGivesTheSlotBack() {
        world.onSubmit = (tweak, request) -> {
            tweak.runnerStarted(1);
            tweak.runnerEnded(word(1, OutcomeKind.COMPLETED));
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).startsWith("claim 1", "submit 1", "collect 1", "release 2");
        assertThat(world.projections).extracting(SprintProjection::sprintId).containsOnly(SPEC.sprintId());
    }

    @Test
    void aJobThatIsCutOffGoesOnInTheNextAttempt() {
        world.onSubmit = (tweak, request) -> {
            if (request.attempt() == 1) {
                tweak.jobObserved(new JobObservation(
                        1, JobState.LOST, new JobEnd(JobEnd.Cause.NODE_LOST, "LOST", null, null, "")));
            } else {
                tweak.runnerEnded(word(request.attempt(), OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsSubsequence("submit 1", "verdict 1", "release 1", "claim 2", "submit 2");
    }

    @Test
    void cancelledItEndsItsJobAndNothingElse() throws Exception {
        WorkflowStub tweak = launch(SprintSnapshot.fresh(SPEC));
        await(() -> !world.projections.isEmpty() && world.last().job() != null);

        tweak.signal("cancel", "by a person");
        tweak.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1").doesNotContain("submit 2");
    }

    @Test
    void rebuiltFromARunningRowItWaitsForItsJobInsteadOfSubmittingAnother() throws Exception {
        Instant started = Instant.ofEpochMilli(env.currentTimeMillis());
        SprintSnapshot running = new SprintSnapshot(
                SPEC,
                SprintStatus.RUNNING,
                1,
                0,
                0,
                4,
                new JobRef("here", "job-1", JobRef.nameOf(SPEC.sprintId(), 1)),
                0,
                started,
                started,
                null,
                null,
                null);
        WorkflowStub tweak = launch(running);
        await(() -> world.count("hold 1") == 1);

        tweak.signal("runnerEnded", word(1, OutcomeKind.COMPLETED));
        tweak.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().revision()).isGreaterThan(4);
        assertThat(world.calls).contains("hold 1").noneMatch(call -> call.startsWith("submit"));
    }
}
