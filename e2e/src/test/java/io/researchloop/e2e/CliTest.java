package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("cli")
class CliTest {
    private static final String PASSWORD = "a good long password";

    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    @TempDir
    static Path home;

    private static Project project;

    @BeforeAll
    static void start() {
        project = STAGE.project()
                .engine("in-memory")
                .environment("RESEARCHLOOP_DASHBOARD_PASSWORD", PASSWORD)
                .steps(Project.markedSteps("sleep 100ms")
                        + "[report]\nwrite report.md # A report\nrun ! grep -q 'shall fail' idea.txt\n"
                        + "[research]\nrun ! grep -q 'takes long' idea.txt || sleep 60\n");
        STAGE.orchestrator(project).start();
        cli(PASSWORD + "\n", "connect", project.api().url()).expect(0);
    }

    @Test
    void keepsItsTokenForItsUserAlone() throws Exception {
        Path credentials = home.resolve(".config/researchloop/credentials.json");

        assertThat(Files.getPosixFilePermissions(credentials)).hasSize(2);
        assertThat(Files.readString(credentials))
                .doesNotContain(PASSWORD)
                .contains(project.api().url());
    }

    @Test
    void refusesAWrongPassword() {
        assertThat(cli("wrong\n", "connect", project.api().url()).exitCode()).isEqualTo(1);
    }

    @Test
    void followsASprintToItsEndInPlainLines() {
        CommandRun run = cli("", "sprint", "run", "watched to the end", "-s", Project.STUDY, "--watch")
                .expect(0);

        assertThat(run.out()).contains("completed").contains("summarize").doesNotContain("\u001b");
    }

    @Test
    void saysByItsExitCodeThatASprintFailed() {
        CommandRun run = cli("", "sprint", "run", "shall fail", "-s", Project.STUDY, "--watch");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out() + run.err()).contains("failed");
    }

    @Test
    void startsListsShowsAndCancels() {
        JsonObject created = json(cli("", "--json", "sprint", "run", "takes long", "-s", Project.STUDY)
                .expect(0));
        String id = created.get("sprint_id").getAsString();
        project.api().await(id, "running");

        JsonObject list = json(cli("", "sprint", "list", "--json").expect(0));
        assertThat(list.getAsJsonArray("sprints").toString()).contains(id).contains("takes long");
        assertThat(cli("", "sprint", "show", id).expect(0).out()).contains("takes long");
        assertThat(cli("", "sprint", "cancel", id).expect(0).out()).contains(id);
        assertThat(project.api().awaitEnd(id).status()).isEqualTo("cancelled");
    }

    @Test
    void bringsASprintsFilesByteByByte() {
        String id = project.api().create("with a report");
        Sprint sprint = project.api().await(id, "completed");

        assertThat(cli("", "sprint", "artifacts", id).expect(0).out()).contains("report.md");
        assertThat(cli("", "sprint", "artifacts", id, "report.md", "-o", "-")
                        .expect(0)
                        .out())
                .isEqualTo(sprint.folder().text("report.md"));
    }

    @Test
    void tellsBadUseAndFailureApart() {
        assertThat(cli("", "sprint", "run", "no study").exitCode()).isEqualTo(2);
        assertThat(cli("", "sprint", "fly").exitCode()).isEqualTo(2);
        CommandRun unknown = cli("", "sprint", "show", "sp-00000000");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("not found").doesNotContain("Exception");
    }

    @Test
    void saysWhatToDoWhenNoServerIsThere() {
        Map<String, String> elsewhere = Map.of("RESEARCHLOOP_URL", "http://127.0.0.1:1", "HOME", home + "/nobody");
        Map<String, String> environment = new TreeMap<>(Program.environment());
        environment.putAll(elsewhere);

        CommandRun run = CommandRun.of(Program.cli("sprint", "list"), home, environment, "");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("Exception");
    }

    private static CommandRun cli(String stdin, String... arguments) {
        Map<String, String> environment = new TreeMap<>(Program.environment());
        environment.put("HOME", home.toString());
        return CommandRun.of(Program.cli(arguments), home, environment, stdin);
    }

    private static JsonObject json(CommandRun run) {
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }
}
