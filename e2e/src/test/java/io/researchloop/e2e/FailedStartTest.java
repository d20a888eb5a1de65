package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can mend is told in a sentence, without a stack trace around it. */
class FailedStartTest {
    @TempDir
    Path folder = Path.of("");

    private Project project = new Project(folder);

    @BeforeEach
    void write() {
        project = new Project(folder).engine("in-memory");
        project.write();
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(project.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(said()).contains("Port " + taken.getLocalPort() + " is in use", "--port");
        }
    }

    @Test
    void aDatabaseOfSomethingElse() throws IOException {
        Files.writeString(folder.resolve("researchloop.db"), "These are my holiday notes.\n".repeat(200));

        assertThat(said()).contains("researchloop.db", "not a database", "set another db_path");
    }

    private String said() {
        CommandRun run = CommandRun.of(
                        Program.server("-c", project.config().toString(), "serve"), folder, project.environment(), "")
                .expect(1);
        String said = run.out() + run.err();
        assertThat(said).doesNotContain("Exception", "\tat ", "APPLICATION FAILED");
        return said;
    }
}
