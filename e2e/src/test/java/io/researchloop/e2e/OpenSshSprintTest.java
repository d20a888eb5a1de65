package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sprints over a connection that a person opens; here with a key, as nobody is there to ask. */
@Tag("cluster")
class OpenSshSprintTest {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    private static final BatchSystem SYSTEM = BatchSystem.SLURM;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private LoginNode node;
    private Project project;

    @BeforeEach
    void prepare() {
        SYSTEM.assumePresent();
        node = LoginNode.create().start();
        project = stage.project()
                .on(SYSTEM, node, LoginNode.workingDirectory().toString())
                .cluster("transport = \"openssh\"")
                .steps(Project.markedSteps("sleep 2s"))
                .engine("in-memory");
        stage.orchestrator(project).start();
    }

    @AfterEach
    void leave() {
        if (node != null) {
            login("--close").expect(0);
            node.close();
        }
    }

    @Test
    void sprintsOutliveTheConnectionAndGoOnOverTheNextOne() {
        Api api = project.api();
        assertThat(login("--status").expect(1).out()).contains("not open");
        assertThat(login().expect(0).out()).contains("open since");
        String running = api.create("runs meanwhile");
        Until.holds(
                "its first step", () -> !api.sprint(running).folder().marks().isEmpty());

        login("--close").expect(0);
        String waiting = api.create("comes meanwhile");
        JsonObject paused = Until.found("the pause", () -> api.cluster(true));
        assertThat(paused.get("last_error").getAsString()).contains("run: researchloop cluster login here");
        Until.holds(
                "the end of its work",
                () -> api.sprint(running).folder().steps("end").contains("summarize"));
        assertThat(api.sprint(waiting).status()).isNotIn("failed", "cancelled", "completed");
        assertThat(SYSTEM.jobsOf(waiting)).isEmpty();

        login().expect(0);

        for (String id : List.of(running, waiting)) {
            Sprint sprint = api.await(id, "completed");
            assertThat(sprint.attempt()).as(sprint.json().toString()).isEqualTo(1);
            assertThat(sprint.folder().steps("end")).isEqualTo(Accounts.STEPS);
            assertThat(SYSTEM.jobsOf(id)).hasSize(1);
        }
        Until.found("the end of the pause", () -> api.cluster(false));
    }

    private CommandRun login(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("-c", project.config().toString(), "cluster", "login", "here"));
        arguments.addAll(List.of(options));
        return CommandRun.of(
                Program.server(arguments.toArray(String[]::new)), project.directory(), project.environment(), "");
    }
}
