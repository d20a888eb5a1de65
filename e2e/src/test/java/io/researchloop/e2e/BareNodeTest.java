package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that has bash and the core utilities, and nothing else: no Java, no awk, no variable of anybody's. */
class BareNodeTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perTest();

    /** Of coreutils, what scripts of ours may use in a job, and the sleep of the scripted agent. */
    private static final List<String> THERE = List.of(
            "bash", "cat", "chmod", "cp", "date", "env", "head", "ls", "mkdir", "mv", "rm", "sleep", "stat", "touch",
            "tr", "uname", "wc");

    @Test
    void aSprintRunsThereOnARuntimeThatIsBroughtAlong() throws IOException {
        Assumptions.assumeTrue(aJdkIsHere(), "There is no JDK with jlink here, which a runtime is made from");
        Project project = STAGE.project();
        Path node = programs(project);
        project.engine("in-memory")
                .cluster("java = \"bundled\"")
                .jobBegin("for name in $(compgen -e); do unset \"$name\"; done; export PATH='" + node + "'")
                .steps("""
                        [default]
                        run command -v java awk flock setsid curl python3 > found.txt; env > variables.txt
                        write report.md All there.
                        """);
        STAGE.orchestrator(project).start();

        Sprint sprint = project.api().await(project.api().create("What is there?"), "completed");

        assertThat(sprint.folder().text("found.txt").strip())
                .as("the runner's own Java, which it offers to the agent, and nothing else")
                .startsWith(project.directory() + "/sprints/.researchloop/runtime/")
                .endsWith("/bin/java")
                .doesNotContain("\n");
        assertThat(sprint.folder().text("variables.txt"))
                .contains("PATH=" + node)
                .doesNotContain("JAVA_HOME");
        Path batch = sprint.folder().attempt(1).resolve("batch.sh");
        assertThat(Files.readString(batch)).contains("/.researchloop/runtime/");
    }

    @Test
    void aNodeWithoutTheJavaThatIsConfiguredSaysSo() throws IOException {
        Project project = STAGE.project();
        project.engine("in-memory").cluster("java = \"java-of-nowhere\"").study("max_attempts = 1");
        STAGE.orchestrator(project).start();

        Sprint sprint = project.api().await(project.api().create("Does it start?"), "failed");

        assertThat(sprint.text("error"))
                .contains("There is no java-of-nowhere on")
                .contains("'bundled' brings one along");
    }

    private static Path programs(Project project) throws IOException {
        Path folder = Files.createDirectories(project.directory().resolve("only"));
        for (String program : THERE) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                Path found = place.resolve(program);
                if (Files.isExecutable(found)) {
                    Files.createSymbolicLink(folder.resolve(program), found);
                    break;
                }
            }
        }
        return folder;
    }

    private static boolean aJdkIsHere() throws IOException {
        Path running = Path.of(System.getProperty("java.home"));
        try (Stream<Path> jdks =
                Files.isDirectory(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.of()) {
            return Stream.concat(Stream.of(running), jdks)
                    .anyMatch(home -> Files.isExecutable(home.resolve("bin/jlink")));
        }
    }
}
