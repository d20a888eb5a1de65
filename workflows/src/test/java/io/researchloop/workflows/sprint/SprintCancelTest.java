package io.researchloop.workflows.sprint;

import static io.researchloop.workflows.sprint.WorkflowStage.await;
import static io.researchloop.workflows.sprint.WorkflowStage.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.SprintStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SprintCancelTest {
    @RegisterExtension
    final WorkflowStage stage = WorkflowStage.ofASprint();

    private final FakeWorld world = stage.world;

    @Test
    void cancelInTheQueueNeedsNoJob() throws Exception {
        world.grants = false;
        WorkflowStub sprint = stage.launch();
        await(() -> world.count("claim 1") == 1);

        sprint.signal("cancel", "by a test");
        sprint.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).containsExactly("claim 1", "release 1");
    }

    @Test
    void cancelDuringSubmitSeesToItThatNoJobIsLeft() throws Exception {
        world.submitGate = new CountDownLatch(1);
        WorkflowStub sprint = stage.launch();
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

        stage.launch().getResult(30, TimeUnit.SECONDS, Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1");
    }

    @Test
    void aCompletionAfterCancelChangesNothing() throws Exception {
        WorkflowStub sprint = stage.launch();
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
        WorkflowStub sprint = stage.launch();
        await(() -> !world.projections.isEmpty() && world.last().job() != null);

        sprint.cancel();

        assertThatThrownBy(() -> sprint.getResult(Void.class)).hasRootCauseInstanceOf(CanceledFailure.class);
        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1", "release 2");
    }
}
