package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.runner.agent.StepRequest;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tweak's attempt works in the sprint's directory and keeps its own books. */
final class TweakTest {
    private static final String TWEAK = "tw-0000beef";
    private static final String OWN = SprintFiles.tweak(TWEAK) + "/";

    private final FakeAgent agent = new FakeAgent();
    private TestSprint sprint;

    @BeforeEach
    void aFinishedSprint(@TempDir Path root) throws Exception {
        sprint = new TestSprint(root);
        assertThat(sprint.run(1, new FakeAgent())).isZero();
        sprint.write(OWN + SprintFiles.prompt("tweak"), "Redraw the second figure.");
        sprint.write(OWN + SprintFiles.plan(1), "{}");
        sprint.write(OWN + SprintFiles.plan(2), "{}");
    }

    private int run(int attempt, @Nullable Double maxCostUsd) throws IOException, InterruptedException {
        RunnerPlan plan = new RunnerPlan(
                1,
                TestSprint.ID,
                attempt,
                "study",
                "fake",
                "",
                null,
                null,
                2,
                maxCostUsd,
                null,
                null,
                null,
                1,
                TWEAK,
                "session-of-the-sprint",
                null);
        SprintDirectory directory = SprintDirectory.ofPlan(sprint.root.resolve(OWN + SprintFiles.plan(attempt)));
        return new Attempt(
                        plan,
                        directory,
                        agent,
                        new Surroundings(InstantSource.system(), System::nanoTime, TestSprint.QUICK, null))
                .run();
    }

    private PipelineState state() throws IOException {
        return Json.read(sprint.read(OWN + SprintFiles.STATE), PipelineState.class);
    }

    @Test
    void itIsOneStepInTheSprintsDirectoryAndSession() throws Exception {
        agent.on(
                "tweak",
                (request, listener) ->
                        FakeAgent.writes(request, SprintFiles.REPORT, "# Report\n\nWith another second figure.\n"));

        assertThat(run(1, null)).isZero();

        assertThat(agent.steps()).containsExactly("tweak");
        StepRequest request = agent.requests.get(0);
        assertThat(request.directory()).isEqualTo(sprint.root);
        assertThat(request.sessionId()).isEqualTo("session-of-the-sprint");
        assertThat(agent.prompts.get(0)).contains("Redraw the second figure.");
        assertThat(sprint.read(SprintFiles.REPORT)).contains("another second figure");
    }

    @Test
    void itsBooksAreItsOwnAndTheSprintsStay() throws Exception {
        String before = sprint.read(SprintFiles.STATE);

        assertThat(run(1, null)).isZero();

        assertThat(sprint.read(SprintFiles.STATE)).isEqualTo(before);
        assertThat(state().steps()).extracting(step -> step.name()).containsExactly("tweak");
        assertThat(state().usage().costUsd()).isEqualTo(0.10, within(1e-9));
        Heartbeat status = Json.read(sprint.read(OWN + SprintFiles.STATUS), Heartbeat.class);
        assertThat(status.tweakId()).isEqualTo(TWEAK);
        assertThat(Json.read(sprint.read(SprintFiles.STATUS), Heartbeat.class).tweakId())
                .isNull();
    }

    @Test
    void cutOffItGoesOnInTheSessionThatItHadByThen() throws Exception {
        agent.on("tweak", OutcomeKind.OVERLOADED);
        assertThat(run(1, null)).isEqualTo(OutcomeKind.OVERLOADED.exitCode());
        agent.on("tweak", (request, listener) -> FakeAgent.writes(request, SprintFiles.SUMMARY, "Done."));

        assertThat(run(2, null)).isZero();

        assertThat(agent.requests)
                .extracting(StepRequest::sessionId)
                .containsExactly("session-of-the-sprint", "session-1");
        assertThat(state().usage().costUsd()).isEqualTo(0.20, within(1e-9));
    }

    @Test
    void withoutMoneyItDoesNotBegin() throws Exception {
        assertThat(run(1, 0.0)).isEqualTo(OutcomeKind.BUDGET_SPENT.exitCode());

        assertThat(agent.steps()).isEmpty();
    }
}
