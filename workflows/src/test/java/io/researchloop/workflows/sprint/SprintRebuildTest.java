package io.researchloop.workflows.sprint;

import static io.researchloop.workflows.sprint.WorkflowStage.await;
import static io.researchloop.workflows.sprint.WorkflowStage.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow that was lost begins again from its row. */
class SprintRebuildTest {
    @RegisterExtension
    final WorkflowStage stage = WorkflowStage.ofASprint();

    private final FakeWorld world = stage.world;

    @Test
    void rebuiltFromARunningRowItWaitsForItsJobInsteadOfSubmittingAnother() throws Exception {
        SprintSnapshot running = new SprintSnapshot(
                stage.spec,
                SprintStatus.RUNNING,
                2,
                1,
                0,
                17,
                new JobRef("here", "job-2", "rl-2"),
                100,
                Instant.EPOCH,
                stage.now(),
                null,
                null,
                null);
        WorkflowStub sprint = stage.launch(running);
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

        stage.run(new SprintSnapshot(
                stage.spec, SprintStatus.SUBMITTED, 1, 0, 0, 2, null, 0, null, null, null, null, null));

        assertThat(world.calls).containsSubsequence("hold 1", "submit 1", "collect 1");
    }

    @Test
    void rebuiltFromATerminalRowItDoesNothing() {
        stage.run(new SprintSnapshot(
                stage.spec, SprintStatus.COMPLETED, 1, 0, 0, 9, null, 0, null, null, null, null, null));

        assertThat(world.calls).isEmpty();
        assertThat(world.projections).isEmpty();
    }
}
