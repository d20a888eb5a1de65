package io.researchloop.activities.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.inspection.Finding.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentHereTest {
    private static final String HERE = "scheduler_type = \"local\"";

    @TempDir
    Path project;

    @Test
    void saysThatTheAgentIsMissingAndWhatToDo() throws Exception {
        Finding finding =
                look(HERE, "claude_command = \"no-such-agent --quick\"").orElseThrow();

        assertThat(finding.status()).isEqualTo(Status.FAILED);
        assertThat(finding.detail()).contains("no-such-agent is not on the PATH");
        assertThat(finding.fix()).contains("claude_command");
    }

    @Test
    void saysTheVersionOfOneThatIsThere() throws Exception {
        Path agent = Files.writeString(project.resolve("agent"), "#!/bin/sh\necho '9.8.7 (an agent)'\n");
        assertThat(agent.toFile().setExecutable(true)).isTrue();

        Finding finding = look(
                        HERE + "\n[cluster.environment]\nANTHROPIC_API_KEY = \"k\"",
                        "claude_command = \"" + agent + "\"")
                .orElseThrow();

        assertThat(finding.status()).as(finding.detail()).isEqualTo(Status.OK);
        assertThat(finding.detail()).contains("9.8.7");
    }

    @Test
    void asksNeitherBySshNorForAScriptedAgent() throws Exception {
        Files.writeString(project.resolve("demo.steps"), "");

        assertThat(look("scheduler_type = \"slurm\"\nhost = \"login.example.org\"\nworking_dir = \"/w\"", ""))
                .isEmpty();
        assertThat(look(HERE, "agent = \"scripted\"\nagent_script = \"demo.steps\""))
                .isEmpty();
    }

    private Optional<Finding> look(String cluster, String study) throws Exception {
        Path file = Files.writeString(project.resolve("researchloop.toml"), """
                [[study]]
                name = "s"
                cluster = "c"
                %s
                [[cluster]]
                name = "c"
                %s
                """.formatted(study, cluster));
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), Map.of(), project, project);
        return AgentHere.look(configuration, configuration.clusters().get(0));
    }
}
