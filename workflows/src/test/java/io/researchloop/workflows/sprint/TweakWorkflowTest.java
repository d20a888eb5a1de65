package io.researchloop.workflows.sprint;

import static io.researchloop.workflows.sprint.WorkflowStage.await;
import static io.researchloop.workflows.sprint.WorkflowStage.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import io.temporal.client.WorkflowStub;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tweak lives in the same world as a sprint, under its own id. */
class TweakWorkflowTest {
    @RegisterExtension
    final WorkflowStage stage = WorkflowStage.ofATweak();

    private final FakeWorld world = stage.world;

    @Test
    void takesASlotRunsItsJobBringsTheResultsHomeAndGivesTheSlotBack() {
        world.onSubmit = (tweak, request) -> {
            tweak.runnerStarted(1);
            tweak.runnerEnded(word(1, OutcomeKind.COMPLETED));
        };

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).startsWith("claim 1", "submit 1", "collect 1", "release 2");
        assertThat(world.projections).extracting(SprintProjection::sprintId).containsOnly(stage.spec.sprintId());
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

        stage.run();

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.calls).containsSubsequence("submit 1", "verdict 1", "release 1", "claim 2", "submit 2");
    }

    @Test
    void cancelledItEndsItsJobAndNothingElse() throws Exception {
        WorkflowStub tweak = stage.launch();
        await(() -> !world.projections.isEmpty() && world.last().job() != null);

        tweak.signal("cancel", "by a person");
        tweak.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.CANCELLED);
        assertThat(world.calls).contains("cancel 1").doesNotContain("submit 2");
    }

    @Test
    void rebuiltFromARunningRowItWaitsForItsJobInsteadOfSubmittingAnother() throws Exception {
        Instant started = stage.now();
        SprintSnapshot running = new SprintSnapshot(
                stage.spec,
                SprintStatus.RUNNING,
                1,
                0,
                0,
                4,
                new JobRef("here", "job-1", JobRef.nameOf(stage.spec.sprintId(), 1)),
                0,
                started,
                started,
                null,
                null,
                null);
        WorkflowStub tweak = stage.launch(running);
        await(() -> world.count("hold 1") == 1);

        tweak.signal("runnerEnded", word(1, OutcomeKind.COMPLETED));
        tweak.getResult(Void.class);

        assertThat(world.last().status()).isEqualTo(SprintStatus.COMPLETED);
        assertThat(world.last().revision()).isGreaterThan(4);
        assertThat(world.calls).contains("hold 1").noneMatch(call -> call.startsWith("submit"));
    }
}
