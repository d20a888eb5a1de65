package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kill")
class RunnerKillTest {
    /** In its first attempt the step that the idea names waits to be killed. */
    private static final String WAITING_STEPS = Project.markedSteps("""
            attempt 1: run grep -qx "$RESEARCHLOOP_STEP .*" idea.txt && sleep 100 || true
            cost 0.01""");

    private record Victim(String step, String signal) {
        String idea() {
            return step + " " + signal;
        }
    }

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void aRunnerThatIsEndedInAnyStepIsFollowedByOneThatGoesOnThere() {
        NtfyServer ntfy = stage.ntfy();
        Project project = stage.project()
                .engine("in-memory")
                .jobs(10)
                .steps(WAITING_STEPS)
                .notices(ntfy);
        stage.orchestrator(project).start();
        Api api = project.api();
        Map<String, Victim> sprints = new LinkedHashMap<>();
        for (String signal : List.of("TERM", "KILL")) {
            for (String step : Accounts.STEPS) {
                Victim victim = new Victim(step, signal);
                sprints.put(api.create(victim.idea()), victim);
            }
        }

        sprints.forEach((id, victim) -> signalRunner(api.sprint(id).folder(), victim));

        sprints.forEach((id, victim) -> {
            String idea = victim.idea();
            Sprint sprint = api.awaitEnd(id);
            Accounts.inOrder(project, ntfy, sprint, 2);
            assertThat(sprint.outcomes()).as(idea).containsExactly("interrupted", "completed");
            assertThat(sprint.folder().steps("begin"))
                    .as(idea)
                    .isEqualTo(Accounts.STEPS.stream()
                            .flatMap(step -> step.equals(victim.step()) ? Stream.of(step, step) : Stream.of(step))
                            .toList());
            assertThat(sprint.json().get("cost_usd").getAsDouble()).as(idea).isEqualTo(0.05);
        });
    }

    @Test
    void aSprintThatIsAlwaysCutOffFailsAfterMaxAttemptsAndSaysWhy() {
        NtfyServer ntfy = stage.ntfy();
        Project project = stage.project()
                .engine("in-memory")
                .steps("[default]\nrun kill -KILL $PPID; sleep 5\n")
                .study("max_attempts = 3")
                .notices(ntfy);
        stage.orchestrator(project).start();

        Sprint sprint = project.api().awaitEnd(project.api().create("never gets anywhere"));

        assertThat(sprint.status()).isEqualTo("failed");
        assertThat(sprint.text("error")).contains("3 attempts").contains("signal 9");
        assertThat(sprint.outcomes()).containsExactly("interrupted", "interrupted", "interrupted");
        Accounts.oneJobAnAttempt(project, sprint, 3);
        Accounts.saidOnce(ntfy, sprint);
        JsonObject last = sprint.attempts().get(2).getAsJsonObject("end");
        assertThat(last.toString()).contains("signal");
    }

    private static void signalRunner(SprintFolder folder, Victim victim) {
        Until.holds(victim.step() + " in " + folder.path(), () -> folder.steps("begin")
                .contains(victim.step()));
        ProcessHandle runner = Until.found("the runner of " + folder.path(), () -> folder.runner(1));
        Processes.signal(runner, victim.signal());
    }
}
