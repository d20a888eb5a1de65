package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("security")
class SecretsTest {
    private static final String KEY = "key-of-the-cluster-0123456789abcdef";

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void areWhereTheyMustBeAndNowhereElse() throws Exception {
        TemporalProgram.assumePresent();
        Project project =
                stage.project().clusterEnvironment("SERVICE_KEY", KEY).steps(Project.markedSteps("sleep 300ms") + """
                        [research]
                        run printf %s "$SERVICE_KEY" | sha256sum > key-as-the-agent-sees-it.txt
                        run env | grep -c RESEARCHLOOP_WEBHOOK_TOKEN > tokens-that-the-agent-sees.txt || true
                        sleep 1
                        """);
        Orchestrator orchestrator = stage.orchestrator(project).start();
        Api api = project.api();
        String id = api.create("keeps secrets");
        api.await(id, "running");
        SprintFolder folder = api.sprint(id).folder();
        List<String> secrets = List.of(KEY, Project.SECRET, folder.runnerToken());

        Until.holds("a runner", () -> folder.runner(1).isPresent());
        for (ProcessHandle process : Processes.ofJobsIn(project.directory())) {
            assertThat(Processes.commandLine(process)).doesNotContain(secrets);
        }
        assertThat(Processes.commandLine(ProcessHandle.of(orchestrator.pid()).orElseThrow()))
                .doesNotContain(secrets);
        api.await(id, "completed");

        assertThat(folder.text("key-as-the-agent-sees-it.txt")).startsWith(sha256(KEY));
        assertThat(folder.text("tokens-that-the-agent-sees.txt").strip()).isEqualTo("0");
        for (String path : List.of(
                "/api/sprints/" + id,
                "/api/sprints",
                "/api/studies",
                "/api/clusters",
                "/api/sprints/" + id + "/artifacts",
                "/api/openapi.json",
                "/actuator/health",
                "/actuator/prometheus")) {
            assertThat(api.get(path).body()).as(path).doesNotContain(secrets);
        }
        orchestrator.stop();
        assertThat(filesWithAnyOf(secrets, project.directory()))
                .containsExactlyInAnyOrder(project.config(), folder.path().resolve(".researchloop/env"));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.path().resolve(".researchloop/env"))))
                .isEqualTo("rw-------");
    }

    /** Logs, databases (the engine's history too), batch scripts, plans, prompts, streams: whatever lies there. */
    private static List<Path> filesWithAnyOf(List<String> secrets, Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> secrets.stream().anyMatch(bytes(file)::contains))
                    .toList();
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
