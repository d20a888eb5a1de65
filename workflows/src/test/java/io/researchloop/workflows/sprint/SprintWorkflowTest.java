package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
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
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SprintWorkflowTest {
    private static final SprintSpec SPEC = new SprintSpec("sp-00000001", "study", "here", 3600, 3, 5);

    private TestWorkflowEnvironment env;
    private FakeWorld world;

    @BeforeEach
    void start() {
        env = TestWorkflowEnvironment.newInstance();
        world = new FakeWorld(env.getWorkflowClient());
        Worker control = env.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(SprintWorkflowImpl.class);
        control.registerActivitiesImplementations(world);
        env.newWorker(TaskQueues.cluster("here")).registerActivitiesImplementations(world);
        env.start();
    }

    /** With {@code -Dhistories=DIRECTORY} the histories are kept, for {@link SprintReplayTest}. */
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

    @Test
    void goesFromTheRowToItsEnd() {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(1);
            sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsExactly("claim 1", "submit 1", "collect 1", "release 2");
        assertThat(world.projections).extracting(p -> p.revision()).isSorted().doesNotHaveDuplicates();
    }

    /** A busy database, a full disk, a cluster's workflow that another sprint starts at the same moment. */
    @Test
    void aStoreOrAQueueThatFailsAtFirstIsAskedAgain() {
        world.failuresBefore = 2;
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsExactly("claim 1", "submit 1", "collect 1", "release 2");
    }

    @Test
    void aCompletionMayComeBeforeSubmitReturned() {
        world.submitGate = new CountDownLatch(1);
        world.onSubmit = (sprint, request) -> {
            sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));
            world.submitGate.countDown();
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().job()).isEqualTo(world.jobs.get(1));
    }

    @Test
    void ofManyLastWordsTheFirstCounts() {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerEnded(word(1, OutcomeKind.AGENT_FAILED));
            for (int i = 0; i < 8; i++) {
                sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.count("submit 1")).isEqualTo(1);
    }

    @Test
    void aJobThatIsCutOffGoesOnInTheNextAttempt() {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(request.attempt());
            if (request.attempt() == 1) {
                sprint.jobObserved(new JobObservation(
                        1, JobState.LOST, new JobEnd(JobEnd.Cause.NODE_LOST, "LOST", null, null, "")));
            } else {
                sprint.runnerEnded(word(request.attempt(), OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls)
                .containsSubsequence("submit 1", "verdict 1", "release 1", "claim 2", "submit 2", "collect 2");
    }

    @Test
    void givesUpAfterMaxAttempts() {
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(word(request.attempt(), OutcomeKind.INTERRUPTED));

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("Cut off in 3 attempts");
        assertThat(world.count("submit 3")).isEqualTo(1);
        assertThat(world.count("submit 4")).isZero();
    }

    /** A site's limit of an hour is no reason to give up work that takes five. */
    @Test
    void aJobAtItsTimeLimitIsNoCutOffWhileTheAgentGetsOn() {
        world.onSubmit = (sprint, request) -> {
            world.progress.incrementAndGet();
            if (request.attempt() <= 5) {
                cutOff(sprint, request.attempt(), JobEnd.Cause.TIME_LIMIT);
            } else {
                sprint.runnerEnded(word(request.attempt(), OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().cutOffs()).isZero();
    }

    @Test
    void aJobAtItsTimeLimitIsACutOffWhenTheAgentDidNotGetOn() {
        world.onSubmit = (sprint, request) -> cutOff(sprint, request.attempt(), JobEnd.Cause.TIME_LIMIT);

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("Cut off in 3 attempts");
    }

    @Test
    void whoCutARunnerOffIsKeptThoughItsWordCameFirst() {
        world.onSubmit = (sprint, request) -> {
            if (request.attempt() == 1) {
                cutOff(sprint, 1, JobEnd.Cause.PREEMPTED);
            } else {
                sprint.runnerEnded(word(2, OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.projections)
                .extracting(SprintProjection::attemptRecord)
                .filteredOn(record -> record != null && record.number() == 1 && record.end() != null)
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.end().outcome().kind()).isEqualTo(OutcomeKind.INTERRUPTED);
                    assertThat(record.end().job().cause()).isEqualTo(JobEnd.Cause.PREEMPTED);
                });
        assertThat(world.last().cutOffs()).isEqualTo(1);
    }

    /** The kernel takes the agent and leaves the runner, who then only knows that the agent is gone. */
    @Test
    void anAgentThatRanOutOfMemoryIsJudgedByTheAccount() {
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.AGENT_FAILED, "out of memory"), null);
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(1);
            sprint.runnerEnded(word(1, OutcomeKind.AGENT_FAILED));
            sprint.jobObserved(new JobObservation(
                    1, JobState.ENDED, new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "OUT_OF_MEMORY", 0, 125, ""), true));
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.count("verdict 1")).isEqualTo(1);
        assertThat(world.last().error()).isEqualTo("out of memory");
    }

    @Test
    void theTimeOfAnOutageIsNoRunTime() throws Exception {
        JobEnd preempted = new JobEnd(JobEnd.Cause.PREEMPTED, "PREEMPTED", 0, null, "", 600L);
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "preempted"), preempted);
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(request.attempt());
            if (request.attempt() == 2) {
                sprint.runnerEnded(word(2, OutcomeKind.COMPLETED));
            }
        };
        WorkflowStub sprint = launch(SprintSnapshot.fresh(SPEC));
        await(() -> world.statuses().contains(SprintStatus.RUNNING));

        env.sleep(Duration.ofMinutes(50));
        sprint.signal("jobObserved", new JobObservation(1, JobState.ENDED, preempted, true));
        sprint.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().ranSeconds()).isBetween(600L, 660L);
        assertThat(world.count("submit 2")).isEqualTo(1);
    }

    /** The outage was longer than the limit: what ended in it long before is no reason to fail. */
    @Test
    void aJobThatWasLostDuringALongOutageIsFollowedByAnother() {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(request.attempt());
            if (request.attempt() == 2) {
                sprint.runnerEnded(word(2, OutcomeKind.COMPLETED));
            }
        };
        JobEnd lost = new JobEnd(JobEnd.Cause.NODE_LOST, "NODE_FAIL", 0, null, "", 600L);
        world.onCancel = sprint -> sprint.jobObserved(new JobObservation(1, JobState.ENDED, lost));
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "node lost"), lost);

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsSubsequence("cancel 1", "verdict 1", "submit 2");
    }

    private static void cutOff(SprintWorkflow sprint, int attempt, JobEnd.Cause cause) {
        sprint.runnerStarted(attempt);
        sprint.runnerEnded(word(attempt, OutcomeKind.INTERRUPTED));
        sprint.jobObserved(
                new JobObservation(attempt, JobState.ENDED, new JobEnd(cause, cause.name(), 0, 15, ""), true));
    }

    @Test
    void theWordOfAnEarlierAttemptDoesNotEndThisOneUnlessItCompleted() {
        world.onSubmit = (sprint, request) -> {
            if (request.attempt() == 1) {
                sprint.runnerEnded(word(1, OutcomeKind.INTERRUPTED));
            } else {
                sprint.runnerEnded(word(1, OutcomeKind.AGENT_FAILED));
                sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));
            }
        };

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().attempt()).isEqualTo(2);
    }

    @Test
    void aUsageLimitGivesTheSlotBackAndSleepsUntilTheReset() {
        Instant reset = Instant.ofEpochMilli(env.currentTimeMillis()).plus(Duration.ofHours(5));
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(
                request.attempt() == 1
                        ? new RunnerWord(1, new Outcome(OutcomeKind.USAGE_LIMITED, "5-hour limit", reset))
                        : word(2, OutcomeKind.COMPLETED));

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().cutOffs()).isZero();
        assertThat(world.calls).containsSubsequence("submit 1", "release 1", "claim 2", "submit 2");
        assertThat(Instant.ofEpochMilli(env.currentTimeMillis())).isAfterOrEqualTo(reset);
    }

    @Test
    void aRefusedJobFailsWithTheSchedulersWords() {
        world.refusal = "invalid partition specified: gpuu";

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("invalid partition specified: gpuu");
    }

    @Test
    void cancelInTheQueueNeedsNoJob() throws Exception {
        world.grants = false;
        WorkflowStub sprint = launch(SprintSnapshot.fresh(SPEC));
        await(() -> world.count("claim 1") == 1);

        sprint.signal("cancel", "by a test");
        sprint.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).containsExactly("claim 1", "release 1");
    }

    @Test
    void cancelDuringSubmitSeesToItThatNoJobIsLeft() throws Exception {
        world.submitGate = new CountDownLatch(1);
        WorkflowStub sprint = launch(SprintSnapshot.fresh(SPEC));
        await(() -> world.count("submit 1") == 1);

        sprint.signal("cancel", "by a test");
        await(() -> world.count("cancel 1") == 1);
        world.submitGate.countDown();
        sprint.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
    }

    /** In the in-memory engine, one of four such sprints was never woken again. */
    @RepeatedTest(8)
    void aCancelThatMeetsTheReturnOfSubmitEndsTheSprint() throws Exception {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(1);
            sprint.cancel("by a test");
        };

        launch(SprintSnapshot.fresh(SPEC)).getResult(30, TimeUnit.SECONDS, Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1");
    }

    @Test
    void aCompletionAfterCancelChangesNothing() throws Exception {
        WorkflowStub sprint = launch(SprintSnapshot.fresh(SPEC));
        await(() -> world.statuses().contains(SprintStatus.SUBMITTED)
                && world.last().job() != null);

        sprint.signal("cancel", "by a test");
        try {
            sprint.signal("runnerEnded", word(1, OutcomeKind.COMPLETED));
        } catch (WorkflowNotFoundException e) {
            // It has ended already, which is as good.
        }
        sprint.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1");
    }

    @Test
    void cancelFromTheTemporalPagesEndsTheJobToo() throws Exception {
        WorkflowStub sprint = launch(SprintSnapshot.fresh(SPEC));
        await(this::submitted);

        sprint.cancel();

        assertThatThrownBy(() -> sprint.getResult(Void.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1", "release 2");
    }

    @Test
    void theDeadlineEndsAJobThatItsSchedulerForgot() {
        world.onSubmit = (sprint, request) -> sprint.runnerStarted(1);

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("time limit");
        assertThat(world.calls).contains("cancel 1");
    }

    /** The cluster was away: neither the runner's word nor the watcher's came through. */
    @Test
    void aSprintThatCompletedWhileNobodyCouldBeToldHasCompleted() {
        world.onSubmit = (sprint, request) -> sprint.runnerStarted(1);
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.COMPLETED, ""), null);

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().error()).isNull();
        assertThat(world.calls).containsSubsequence("cancel 1", "verdict 1", "collect 1");
        assertThat(world.count("submit 1")).isEqualTo(1);
    }

    /** The runner stopped in good order, and says so: the time limit is the reason all the same. */
    @Test
    void aSprintThatIsCutOffByTheDeadlineIsNotTriedAgain() {
        world.onSubmit = (sprint, request) -> sprint.runnerStarted(1);
        world.onCancel = sprint -> sprint.runnerEnded(word(1, OutcomeKind.INTERRUPTED));

        run(SprintSnapshot.fresh(SPEC));

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("time limit");
        assertThat(world.calls).doesNotContain("submit 2");
    }

    @Test
    void rebuiltFromARunningRowItWaitsForItsJobInsteadOfSubmittingAnother() throws Exception {
        SprintSnapshot running = new SprintSnapshot(
                SPEC,
                SprintStatus.RUNNING,
                2,
                1,
                0,
                17,
                new JobRef("here", "job-2", "rl-2"),
                100,
                Instant.EPOCH,
                Instant.ofEpochMilli(env.currentTimeMillis()),
                null,
                null,
                null);
        WorkflowStub sprint = launch(running);
        await(() -> world.count("hold 2") == 1);

        sprint.signal("runnerEnded", word(2, OutcomeKind.COMPLETED));
        sprint.getResult(Void.class);

        assertThat(world.calls).noneMatch(call -> call.startsWith("submit"));
        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().revision()).isGreaterThan(17);
    }

    @Test
    void rebuiltFromASubmittedRowWithoutAJobItSubmitsThatSameAttempt() {
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(word(request.attempt(), OutcomeKind.COMPLETED));

        run(new SprintSnapshot(SPEC, SprintStatus.SUBMITTED, 1, 0, 0, 2, null, 0, null, null, null, null, null));

        assertThat(world.calls).containsSubsequence("hold 1", "submit 1", "collect 1");
    }

    @Test
    void rebuiltFromATerminalRowItDoesNothing() {
        run(new SprintSnapshot(SPEC, SprintStatus.COMPLETED, 1, 0, 0, 9, null, 0, null, null, null, null, null));

        assertThat(world.calls).isEmpty();
        assertThat(world.projections).isEmpty();
    }

    private boolean submitted() {
        return !world.projections.isEmpty() && world.last().job() != null;
    }

    private void run(SprintSnapshot snapshot) {
        launch(snapshot).getResult(Void.class);
    }

    private WorkflowStub launch(SprintSnapshot snapshot) {
        SprintWorkflow sprint = env.getWorkflowClient()
                .newWorkflowStub(
                        SprintWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(SPEC.sprintId())
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        WorkflowClient.start(sprint::run, snapshot);
        return WorkflowStub.fromTyped(sprint);
    }

    private static RunnerWord word(int attempt, OutcomeKind kind) {
        return new RunnerWord(attempt, Outcome.of(kind, kind.name()));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.sleep(10);
        }
    }
}
