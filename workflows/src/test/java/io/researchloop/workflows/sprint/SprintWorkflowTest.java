package io.researchloop.workflows.sprint;

import static io.researchloop.workflows.sprint.WorkflowStage.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SprintWorkflowTest {
    @RegisterExtension
    final WorkflowStage stage = WorkflowStage.ofASprint();

    private final FakeWorld world = stage.world;

    @Test
    void goesFromTheRowToItsEnd() {
        world.onSubmit = (sprint, request) -> {
            sprint.runnerStarted(1);
            sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));
        };

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsExactly("claim 1", "submit 1", "collect 1", "release 2");
        assertThat(world.projections).extracting(p -> p.revision()).isSorted().doesNotHaveDuplicates();
    }

    /** A busy database, a full disk, a cluster's workflow that another sprint starts at the same moment. */
    @Test
    void aStoreOrAQueueThatFailsAtFirstIsAskedAgain() {
        world.failuresBefore = 2;
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(word(1, OutcomeKind.COMPLETED));

        stage.run();

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

        stage.run();

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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.count("submit 1")).isEqualTo(1);
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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().attempt()).isEqualTo(2);
    }

    @Test
    void aUsageLimitGivesTheSlotBackAndSleepsUntilTheReset() {
        Instant reset = stage.now().plus(Duration.ofHours(5));
        world.onSubmit = (sprint, request) -> sprint.runnerEnded(
                request.attempt() == 1
                        ? new RunnerWord(1, new Outcome(OutcomeKind.USAGE_LIMITED, "5-hour limit", reset))
                        : word(2, OutcomeKind.COMPLETED));

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().cutOffs()).isZero();
        assertThat(world.calls).containsSubsequence("submit 1", "release 1", "claim 2", "submit 2");
        assertThat(stage.now()).isAfterOrEqualTo(reset);
    }

    @Test
    void aRefusedJobFailsWithTheSchedulersWords() {
        world.refusal = "invalid partition specified: gpuu";

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.FAILED);
        assertThat(world.last().error()).contains("invalid partition specified: gpuu");
    }
}
