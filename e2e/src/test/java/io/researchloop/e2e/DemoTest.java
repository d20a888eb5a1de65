package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("demo")
class DemoTest {
    private static final Pattern DASHBOARD = Pattern.compile("Dashboard: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern PASSWORD = Pattern.compile("password (\\w+)");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void runsOneRealSprintAndLeavesNothingBehind(@TempDir Path directory) throws IOException {
        Path folder = directory.resolve("demo");

        CommandRun demo = CommandRun.of(
                        Program.server("demo", "--once", "--dir", folder.toString()),
                        directory,
                        Program.environment(),
                        "")
                .expect(0);

        assertThat(demo.out())
                .contains("scripted agent")
                .contains("--agent claude")
                .contains("Dashboard: http://127");
        Path sprint = onlyChild(folder.resolve("sprints/demo"));
        assertThat(sprint.resolve("report.md")).isNotEmptyFile();
        assertThat(sprint.resolve("metrics.json")).isNotEmptyFile();
        assertThat(sprint.resolve("summary.txt")).isNotEmptyFile();
        try (Stream<Path> results = Files.list(sprint.resolve("results"))) {
            assertThat(results).anyMatch(file -> file.toString().matches(".*\\.(png|svg)"));
        }
        assertThat(ProcessHandle.allProcesses()
                        .map(Processes::commandLine)
                        .filter(command -> command.contains(folder.toString())))
                .isEmpty();
        Until.holds("the end of the demo's job", Duration.ofSeconds(10), () -> Processes.ofJobsIn(folder)
                .isEmpty());
    }

    /** As a newcomer does it: the ideas follow one another, and each is measured. */
    @Test
    void aLoopOnItsStudyHasOneIdeaAfterTheOther(@TempDir Path directory) throws IOException {
        try (RunningDemo demo = RunningDemo.start(directory);
                Chromium chromium = new Chromium()) {
            String url = demo.printed(DASHBOARD);
            String password = demo.printed(PASSWORD);
            Api api = Api.signedIn(url, password);

            String id = api.post(
                            "/api/loops",
                            "{\"study_name\":\"demo\",\"count\":3,\"metric\":\"best_ridge_rmse\",\"direction\":\"min\"}")
                    .expect(201)
                    .json()
                    .get("loop_id")
                    .getAsString();
            // Behind the demo's own sprint, on the one slot that it has.
            Loop loop = Until.found(
                    "the end of the loop",
                    PATIENCE,
                    () -> "It is " + api.loop(id).json(),
                    () -> Optional.of(api.loop(id)).filter(Loop::ended));

            assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
            assertThat(loop.turns())
                    .extracting(turn -> turn.get("sprint_status").getAsString())
                    .containsExactly("completed", "completed", "completed");
            assertThat(loop.turns())
                    .extracting(turn -> turn.get("metric").getAsDouble())
                    .as("each does what its idea asks, so that no two measure the same")
                    .doesNotHaveDuplicates();
            Sprint last = api.sprint(loop.sprints().get(2));
            assertThat(last.text("idea")).startsWith("With 120 training points, is a kernel width of 1");
            assertThat(last.text("summary")).contains("\"120 training points\", \"kernel width of 1\"");
            chromium.visitor(url, null, true).visit(person -> {
                person.open("/dashboard/loops/" + id).fill("Password", password).press("Sign in");
                PlaywrightAssertions.assertThat(person.part("svg.chart circle.pt"))
                        .hasCount(3);
                person.look("demo-loop");
            });
        }
    }

    private static Path onlyChild(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.reduce((a, b) -> {
                        throw new AssertionError("more than one in " + folder);
                    })
                    .orElseThrow(() -> new AssertionError("nothing in " + folder));
        }
    }
}
