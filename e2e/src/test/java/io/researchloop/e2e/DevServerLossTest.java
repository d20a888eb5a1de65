package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kill")
class DevServerLossTest {
    private static final int KILLS = 4;

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
                .steps(Project.markedSteps("sleep 600ms"))
                .notices(ntfy);
        orchestrator = stage.orchestrator(project).start();
    }

    @Test
    void aKilledDevServerIsStartedAgainAndNothingIsLost() {
        Api api = project.api();
        List<String> sprints = new ArrayList<>();

        for (int kill = 0; kill < KILLS; kill++) {
            sprints.add(api.create("before kill " + kill));
            api.await(
                    sprints.get(0),
                    kill == 0 ? "running" : api.sprint(sprints.get(0)).status());
            killDevServer();
            sprints.add(api.create("while it is away " + kill));
            orchestrator.awaitReady();
        }

        for (String id : sprints) {
            Accounts.inOrder(project, ntfy, api.awaitEnd(id), 1);
        }
    }

    @Test
    void everyLiveSprintIsRebuiltWhenTheEnginesDatabaseIsDeleted() throws Exception {
        List<String> sprints = oneRunningOthersQueued();
        orchestrator.kill9();
        killDevServer();

        for (Path file : databaseFiles()) {
            Files.delete(file);
        }
        orchestrator.start();

        for (String id : sprints) {
            Accounts.inOrder(project, ntfy, project.api().awaitEnd(id), 1);
        }
    }

    @Test
    void everyLiveSprintIsRebuiltWhenTheEnginesDatabaseIsGarbage() throws Exception {
        List<String> sprints = oneRunningOthersQueued();
        orchestrator.kill9();
        killDevServer();

        for (Path file : databaseFiles()) {
            Files.writeString(file, "no database, ".repeat(1000), StandardCharsets.UTF_8);
        }
        orchestrator.start();

        for (String id : sprints) {
            Accounts.inOrder(project, ntfy, project.api().awaitEnd(id), 1);
        }
        assertThat(project.api().get("/actuator/health").body()).contains("moved to");
    }

    private List<String> oneRunningOthersQueued() {
        Api api = project.api();
        List<String> sprints = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sprints.add(api.create("idea " + i));
        }
        api.await(sprints.get(0), "running");
        return sprints;
    }

    private void killDevServer() {
        ProcessHandle server = Until.found("a dev server", () -> Stage.devServer(project));
        server.destroyForcibly();
        Until.holds("the end of the dev server", () -> !server.isAlive());
    }

    private List<Path> databaseFiles() throws IOException {
        try (Stream<Path> all = Files.list(project.engineDirectory())) {
            return all.filter(file -> file.getFileName().toString().startsWith("temporal.db"))
                    .toList();
        }
    }
}
