package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.MockAnthropic;
import io.researchloop.testing.mockapi.Mode;
import io.researchloop.testing.mockapi.ModelRequest;
import io.researchloop.testing.mockapi.RealClaude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real {@code claude} program, on an API of ours, in the jobs of a real batch system. */
@Tag("cluster")
@Tag("claude")
class RealAgentOnClusterTest {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    private static final BatchSystem SYSTEM = BatchSystem.SLURM;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void goesOnInTheSameSessionWhenItsJobReachesItsTimeLimit() throws IOException {
        Optional<Path> claude = RealClaude.find();
        assumeTrue(claude.isPresent(), RealClaude.MISSING);
        SYSTEM.assumePresent();
        Path shared = readableByAll(claude.get());
        try (LoginNode node = LoginNode.create().start();
                MockAnthropic model = MockAnthropic.start()) {
            AtomicBoolean first = new AtomicBoolean(true);
            model.mode(Mode.TOOL)
                    .answers(request -> new Answer(
                            first.getAndSet(false) ? "echo begun > begun.txt; sleep 300" : "echo again >> again.txt",
                            "Found one weak spot, and done."));
            Project project = project(node, model, shared);
            stage.orchestrator(project).start();
            Api api = project.api();
            JsonObject options = new JsonObject();
            options.addProperty("time", "00:01:00");

            Sprint sprint = api.awaitEnd(api.create("takes longer than it may", Map.of("job_options", options)));

            assertThat(sprint.status()).as(sprint.json().toString()).isEqualTo("completed");
            assertThat(sprint.outcomes()).containsExactly("interrupted", "completed");
            assertThat(sprint.folder().text("begun.txt")).isEqualTo("begun\n");
            assertThat(model.requests())
                    .extracting(ModelRequest::session)
                    .filteredOn(session -> !session.isEmpty())
                    .containsOnly(sprint.text("session_id"));
            assertThat(SYSTEM.jobsOf(sprint.id())).hasSize(2);
        } finally {
            Stage.delete(shared.getParent());
        }
    }

    @Test
    void aLoopChainsSprintsWithIdeasOfTheAgentsOwn() throws IOException {
        Optional<Path> claude = RealClaude.find();
        assumeTrue(claude.isPresent(), RealClaude.MISSING);
        SYSTEM.assumePresent();
        Path shared = readableByAll(claude.get());
        try (LoginNode node = LoginNode.create().start();
                MockAnthropic model = MockAnthropic.start()) {
            LoopAccounts.answerWithIdeas(model);
            Project project = project(node, model, shared);
            stage.orchestrator(project).start();

            LoopAccounts.inOrder(project.api(), Integer.getInteger("researchloop.sprints", 2));
        } finally {
            Stage.delete(shared.getParent());
        }
    }

    private Project project(LoginNode node, MockAnthropic model, Path claude) {
        return stage.project()
                .engine("in-memory")
                .on(SYSTEM, node, LoginNode.workingDirectory().toString())
                .study("agent = \"claude\"")
                .study("claude_command = \"" + claude + " --dangerously-skip-permissions\"")
                .clusterEnvironment("ANTHROPIC_BASE_URL", model.url())
                .clusterEnvironment("ANTHROPIC_API_KEY", "test-key")
                .clusterEnvironment("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    }

    /** The cache is in root's home, where nobody else may look. */
    private static Path readableByAll(Path program) throws IOException {
        Path folder = Files.createTempDirectory(
                "agent", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.copy(program.toRealPath(), folder.resolve("claude"));
    }
}
