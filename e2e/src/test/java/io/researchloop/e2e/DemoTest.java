package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("demo")
class DemoTest {
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

    private static Path onlyChild(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.reduce((a, b) -> {
                        throw new AssertionError("more than one in " + folder);
                    })
                    .orElseThrow(() -> new AssertionError("nothing in " + folder));
        }
    }
}
