package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What fails between the orchestrator and its cluster fails no sprint and makes no second job. */
@Tag("cluster")
class ClusterOutageTest {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.alone();

    private static final BatchSystem SYSTEM = BatchSystem.SLURM;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private LoginNode node;
    private Path work;
    private Project project;

    @BeforeEach
    void prepare() {
        SYSTEM.assumePresent();
        node = LoginNode.create();
        work = LoginNode.workingDirectory();
    }

    @AfterEach
    void leave() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void sprintsGoOnWhileTheLoginNodeIsAwayAndTheClusterIsPausedMeanwhile() {
        Api api = serve("sleep 2s");
        String running = api.create("runs meanwhile");
        Until.holds(
                "its first step", () -> !api.sprint(running).folder().marks().isEmpty());

        node.kill();
        String waiting = api.create("comes meanwhile");
        JsonObject paused = Until.found("the pause", () -> api.cluster(true));
        assertThat(paused.get("last_error").getAsString()).isNotEmpty();
        Until.holds(
                "the end of its work",
                () -> api.sprint(running).folder().steps("end").contains("summarize"));
        node.start();

        assertInOrder(api.await(running, "completed"));
        assertInOrder(api.await(waiting, "completed"));
        Until.found("the end of the pause", () -> api.cluster(false));
    }

    @Test
    void aSchedulerThatDoesNotAnswerFailsNothing() {
        Api api = serve("sleep 200ms");
        api.await(api.create("warms up"), "completed");
        ProcessHandle controller = daemon("slurmctld");
        String running = api.create("runs meanwhile");
        Until.holds(
                "its first step", () -> !api.sprint(running).folder().marks().isEmpty());

        Processes.signal(controller, "STOP");
        String waiting = api.create("comes meanwhile");
        try {
            Until.pause(Duration.ofSeconds(30));
        } finally {
            Processes.signal(controller, "CONT");
        }

        assertInOrder(api.await(running, "completed"));
        assertInOrder(api.await(waiting, "completed"));
    }

    @Test
    void aSlowSubmitMakesOneJobEvenWhenTheOrchestratorDiesInIt() throws IOException {
        Path slow = Files.createDirectories(work.resolve("slow"));
        Files.writeString(
                slow.resolve("sbatch"), "#!/bin/bash\n/usr/bin/sbatch \"$@\"\ncode=$?\nsleep 2\nexit $code\n");
        Tool.run("chmod", "-R", "755", slow.toString());
        node.with("SetEnv PATH=\"" + slow + ":/usr/local/bin:/usr/bin:/bin\"");
        Orchestrator orchestrator = orchestrator("sleep 50ms").start();
        Api api = project.api();
        List<String> sprints = new ArrayList<>(List.of(api.create("first"), api.create("second")));
        Until.holds("a job", () -> !SYSTEM.jobsOf(sprints.get(0)).isEmpty());

        orchestrator.restart();

        sprints.forEach(id -> assertInOrder(api.await(id, "completed")));
    }

    @Test
    void aFullDiskFailsTheSprintWithWordsThatHelpAndHurtsNoOther() {
        Path small = work.resolve("small");
        Tool.run("mkdir", small.toString());
        assumeTrue(
                Tool.succeeds("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", small.toString()),
                "no file system can be mounted here");
        try {
            Api api = serve("sleep 50ms", "sprints_dir = " + Project.quoted(small));

            Sprint sprint = api.awaitEnd(api.create("x".repeat(100_000)));

            assertThat(sprint.status()).isEqualTo("failed");
            assertThat(sprint.text("error").toLowerCase(java.util.Locale.ROOT)).containsAnyOf("space", "full");
            assertThat(SYSTEM.jobsOf(sprint.id())).isEmpty();
        } finally {
            Tool.run("umount", "-l", small.toString());
        }
    }

    private Api serve(String step, String... studyLines) {
        orchestrator(step, studyLines).start();
        return project.api();
    }

    private Orchestrator orchestrator(String step, String... studyLines) {
        node.start();
        project = stage.project()
                .on(SYSTEM, node, work.toString())
                .steps(Project.markedSteps(step))
                .engine("in-memory");
        List.of(studyLines).forEach(project::study);
        return stage.orchestrator(project);
    }

    private static ProcessHandle daemon(String name) {
        return ProcessHandle.of(
                        Long.parseLong(Tool.run("pgrep", "-o", "-x", name).strip()))
                .orElseThrow();
    }

    private static void assertInOrder(Sprint sprint) {
        assertThat(sprint.attempt()).as(sprint.json().toString()).isEqualTo(1);
        assertThat(sprint.folder().steps("end")).isEqualTo(Accounts.STEPS);
        assertThat(SYSTEM.jobsOf(sprint.id())).hasSize(1);
    }
}
