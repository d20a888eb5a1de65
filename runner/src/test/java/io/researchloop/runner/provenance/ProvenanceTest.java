package io.researchloop.runner.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void directories() throws Exception {
        Files.createDirectories(folder.resolve(SprintFiles.PROMPTS));
        Files.createDirectories(folder.resolve(SprintFiles.attempt(2)));
    }

    @Test
    void tellsWhatEachAttemptWasMadeWith() throws Exception {
        Files.writeString(folder.resolve(SprintFiles.prompt("research")), "Find it out.");
        Files.writeString(folder.resolve(SprintFiles.plan(2)), Json.write(plan("echo 9.8.7 #")));
        Files.writeString(folder.resolve(SprintFiles.batchScript(2)), "#!/bin/bash\n");
        Files.writeString(folder.resolve(SprintFiles.configuration(2)), "{\"cluster\":{\"name\":\"gpu\"}}");

        JsonObject written = written(plan("echo 9.8.7 #"));

        assertThat(written.get("sprint_id").getAsString()).isEqualTo("sp-0123abcd");
        assertThat(written.getAsJsonObject("prompts").get("research").getAsString())
                .isEqualTo("Find it out.");
        JsonObject attempt = written.getAsJsonArray("attempts").get(1).getAsJsonObject();
        assertThat(attempt.get("batch_script").getAsString()).isEqualTo("#!/bin/bash\n");
        assertThat(attempt.getAsJsonObject("plan").get("attempt").getAsInt()).isEqualTo(2);
        assertThat(attempt.getAsJsonObject("configuration").toString()).contains("gpu");
        JsonObject machine = attempt.getAsJsonObject("environment");
        assertThat(machine.get("agent_version").getAsString()).isEqualTo("9.8.7");
        assertThat(machine.get("host").getAsString()).isNotBlank();
        assertThat(machine.get("java").getAsString()).contains(System.getProperty("java.runtime.version"));
    }

    @Test
    void whatCannotBeFoundOutIsLeftOut() throws Exception {
        Files.writeString(folder.resolve(SprintFiles.plan(2)), "no json {");

        JsonObject attempt = written(plan("no-such-program-anywhere"))
                .getAsJsonArray("attempts")
                .get(1)
                .getAsJsonObject();

        assertThat(attempt.has("plan")).isFalse();
        assertThat(attempt.getAsJsonObject("environment").has("agent_version")).isFalse();
    }

    private JsonObject written(RunnerPlan plan) throws Exception {
        Provenance provenance = new Provenance(plan, SprintDirectory.at(folder));
        provenance.begin();
        provenance.awaitLook();
        provenance.write(NOW);
        return JsonParser.parseString(Files.readString(folder.resolve(SprintFiles.PROVENANCE)))
                .getAsJsonObject();
    }

    private static RunnerPlan plan(String agentCommand) {
        return new RunnerPlan(
                1,
                "sp-0123abcd",
                2,
                "study",
                "claude",
                agentCommand,
                null,
                null,
                2,
                null,
                null,
                null,
                null,
                10,
                null,
                null,
                null);
    }
}
