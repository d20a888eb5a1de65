package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kill")
class LoopKillTest {
    /** An orchestrator's life from its start to its kill takes some five seconds, and a loop of five some thirty steps. */
    private static final int STEP_MILLIS_A_KILL = 150;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void aLoopOfFiveStaysALoopOfFiveWheneverTheOrchestratorIsKilled() {
        TemporalProgram.assumePresent();
        int kills = Integer.getInteger("researchloop.kills", 50) * 3 / 5;
        long seed = Optional.ofNullable(System.getProperty("researchloop.seed"))
                .filter(text -> !text.isBlank())
                .map(Long::valueOf)
                .orElseGet(System::nanoTime);
        System.out.println(kills + " kills, -Dresearchloop.seed=" + seed);
        Random random = new Random(seed);
        Project project = stage.project()
                .steps("[generate_idea]\nrun echo \"Idea of $(date +%s%N)\" > idea.txt\n"
                        + Project.markedSteps("sleep " + kills * STEP_MILLIS_A_KILL + "ms"));
        Orchestrator orchestrator = stage.orchestrator(project);
        orchestrator.start();
        String id = project.api().startLoop("\"count\":5");

        int made = 0;
        for (; made < kills && !ended(project, id); made++) {
            orchestrator.kill9();
            orchestrator.launch();
            if (random.nextInt(4) > 0) {
                orchestrator.awaitReady();
            }
            Until.pause(Duration.ofMillis(random.nextInt(3000)));
        }
        orchestrator.awaitReady();
        System.out.println(made + " kills were made before the loop had ended");

        Api api = project.api();
        Loop loop = api.awaitLoopEnd(id);
        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.positions()).containsExactly(1, 2, 3, 4, 5);
        assertThat(loop.sprints()).hasSize(5).doesNotHaveDuplicates();
        assertThat(api.list()).extracting(Sprint::id).containsExactlyInAnyOrderElementsOf(loop.sprints());
        for (String sprint : loop.sprints()) {
            Sprint ended = api.sprint(sprint);
            assertThat(ended.status()).isEqualTo("completed");
            assertThat(ended.folder().steps("end")).isEqualTo(Accounts.STEPS);
            Accounts.oneJobAnAttempt(project, ended, 1);
        }
    }

    private static boolean ended(Project project, String id) {
        try {
            return project.api().loop(id).ended();
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }
}
