package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kill")
class OrchestratorKillTest {
    private static final int ALIVE_AT_ONCE = 6;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private NtfyServer ntfy;
    private Project project;
    private Orchestrator orchestrator;

    @BeforeEach
    void set() {
        TemporalProgram.assumePresent();
        ntfy = stage.ntfy();
        project = stage.project()
                .jobs(2)
                .steps(Project.markedSteps("sleep 400ms"))
                .notices(ntfy);
        orchestrator = stage.orchestrator(project);
    }

    @Test
    void everySprintSurvivesAKillAtTheBoundaryOfAnyTwoPhases() {
        orchestrator.start();
        Api api = project.api();
        List<String> sprints = new ArrayList<>();

        sprints.add(api.create("killed as soon as it was answered"));
        orchestrator.restart();
        for (String status : List.of("queued", "submitted", "running", "completed")) {
            String id = api.create("killed when " + status);
            sprints.add(id);
            // The row may be past it before anyone could look.
            Until.holds(id + " " + status, () -> reached(id, status));
            orchestrator.restart();
        }
        for (String step : Accounts.STEPS) {
            String id = api.create("killed in " + step);
            sprints.add(id);
            SprintFolder folder = api.sprint(id).folder();
            Until.holds(step + " of " + id, () -> folder.steps("begin").contains(step));
            orchestrator.restart();
        }

        for (String id : sprints) {
            Accounts.inOrder(project, ntfy, api.awaitEnd(id), 1);
        }
    }

    @Test
    void everySprintSurvivesKillsAtRandomMoments() {
        int kills = Integer.getInteger("researchloop.kills", 50);
        long seed = Optional.ofNullable(System.getProperty("researchloop.seed"))
                .filter(text -> !text.isBlank())
                .map(Long::valueOf)
                .orElseGet(System::nanoTime);
        System.out.println(kills + " kills, -Dresearchloop.seed=" + seed);
        Random random = new Random(seed);
        Map<String, String> sprints = new TreeMap<>();

        for (int kill = 0; kill < kills; kill++) {
            orchestrator.launch();
            if (random.nextInt(5) == 0) {
                Until.pause(Duration.ofMillis(200 + random.nextInt(3000)));
            } else {
                orchestrator.awaitReady();
                keepBusy(sprints, Duration.ofMillis(random.nextInt(4000)));
            }
            orchestrator.kill9();
        }
        orchestrator.start();

        Api api = project.api();
        assertThat(sprints.values()).doesNotHaveDuplicates();
        for (String id : sprints.values()) {
            Accounts.inOrder(project, ntfy, api.awaitEnd(id), 1);
        }
        assertThat(api.list()).extracting(Sprint::id).containsExactlyInAnyOrderElementsOf(sprints.values());
    }

    /** Creates sprints, so that some are in every phase; a sprint whose answer got lost is asked for again by its key. */
    private void keepBusy(Map<String, String> sprints, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Api api = project.api();
        while (System.nanoTime() - end < 0) {
            long alive = sprints.values().stream()
                    .filter(id -> project.rows()
                            .status(id)
                            .filter(Sprint.TERMINAL::contains)
                            .isEmpty())
                    .count();
            if (alive < ALIVE_AT_ONCE) {
                String key = "sprint-" + sprints.size();
                api.createOnce(key, "idea of " + key).ifPresent(id -> sprints.put(key, id));
            } else {
                Until.pause(Duration.ofMillis(20));
            }
        }
    }

    private boolean reached(String id, String status) {
        List<String> order = List.of("pending", "queued", "submitted", "running", "completed");
        return project.rows()
                .status(id)
                .filter(now -> order.indexOf(now) >= order.indexOf(status))
                .isPresent();
    }
}
