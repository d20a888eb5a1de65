package io.researchloop.workflows.sprint;

import static io.researchloop.workflows.sprint.WorkflowStage.await;
import static io.researchloop.workflows.sprint.WorkflowStage.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What follows when a job ends before its work is done. */
class SprintCutOffTest {
    @RegisterExtension
    final WorkflowStage stage = WorkflowStage.ofASprint();

    private final FakeWorld world = stage.world;

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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls)
                .containsSubsequence("submit 1", "verdict 1", "release 1", "claim 2", "submit 2", "collect 2");
    }

    @Test
    void givesUpAfterMaxAttempts() {
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(word(request.attempt(), OutcomeKind.INTERRUPTED));

        stage.run();

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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().cutOffs()).isZero();
    }

    @Test
    void aJobAtItsTimeLimitIsACutOffWhenTheAgentDidNotGetOn() {
        world.onSubmit = (sprint, request) -> cutOff(sprint, request.attempt(), JobEnd.Cause.TIME_LIMIT);

        stage.run();

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

        stage.run();

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

        stage.run();

        assertThat(world.count("verdict 1")).isEqualTo(1);
        assertThat(world.last().error()).isEqualTo("out of memory");
    }

    @Test
    void theTimeOfAnOutageIsNoRunTime() throws Exception {
        JobEnd preempted = new JobEnd(JobEnd.Cause.PREEMPTED, "PREEMPTED", 0, null, "").after(600L);
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "preempted"), preempted);
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(request.attempt());
            if (request.attempt() == 2) {
                sprint.runnerEnded(word(2, OutcomeKind.COMPLETED));
            }
        };
        WorkflowStub sprint = stage.launch();
        await(() -> world.statuses().contains(SprintStatus.RUNNING));

        stage.sleep(Duration.ofMinutes(50));
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
        JobEnd lost = new JobEnd(JobEnd.Cause.NODE_LOST, "NODE_FAIL", 0, null, "").after(600L);
        world.onCancel = sprint -> sprint.jobObserved(new JobObservation(1, JobState.ENDED, lost));
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "node lost"), lost);

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsSubsequence("cancel 1", "verdict 1", "submit 2");
    }

    @Test
    void theDeadlineEndsAJobThatItsSchedulerForgot() {
        world.onSubmit = (sprint, request) -> sprint.runnerStarted(1);

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("time limit");
        assertThat(world.calls).contains("cancel 1");
    }

    /** The cluster was away: neither the runner's word nor the watcher's came through. */
    @Test
    void aSprintThatCompletedWhileNobodyCouldBeToldHasCompleted() {
        world.onSubmit = (sprint, request) -> sprint.runnerStarted(1);
        world.verdict = new AttemptEnd(Outcome.of(OutcomeKind.COMPLETED, ""), null);

        stage.run();

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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("time limit");
        assertThat(world.calls).doesNotContain("submit 2");
    }

    private static void cutOff(SprintWorkflow sprint, int attempt, JobEnd.Cause cause) {
        sprint.runnerStarted(attempt);
        sprint.runnerEnded(word(attempt, OutcomeKind.INTERRUPTED));
        sprint.jobObserved(
                new JobObservation(attempt, JobState.ENDED, new JobEnd(cause, cause.name(), 0, 15, ""), true));
    }
}
