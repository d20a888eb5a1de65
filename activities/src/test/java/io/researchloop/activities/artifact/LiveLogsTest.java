package io.researchloop.activities.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveLogsTest {
    private static final String SPRINT = "sp-00000001";

    @TempDir
    Path artifacts;

    private LiveLogs logs;

    @BeforeEach
    void open() {
        logs = new LiveLogs(artifacts);
    }

    @Test
    void whatHeartbeatsBringIsPutTogether() throws IOException {
        logs.heard(heartbeat("Bash: ls\nRead: fin", "epoch 1 "));
        logs.heard(heartbeat("Bash: ls\nRead: findings.md\n", "epoch 1 done\n"));
        logs.heard(heartbeat(null, "epoch 1 done\n"));

        assertThat(logs.find(SPRINT, SprintFiles.TOOL_LOG).orElseThrow()).hasContent("Bash: ls\nRead: findings.md\n");
        assertThat(logs.find(SPRINT, SprintFiles.OUTPUT_LOG).orElseThrow()).hasContent("epoch 1 done\n");
        assertThat(logs.find("sp-00000002", SprintFiles.TOOL_LOG)).isEmpty();
        assertThat(logs.find("../" + SPRINT, SprintFiles.TOOL_LOG)).isEmpty();
    }

    @Test
    void whatAnEarlierAttemptBroughtHomeGoesOn() throws IOException {
        String earlier =
                "=== Research · 2026-11-23 16:31:02 UTC ===\n2026-11-23 16:31:10  Bash: python train.py --steps 4000\n";
        Files.createDirectories(artifacts.resolve(SPRINT));
        Files.writeString(artifacts.resolve(SPRINT).resolve(SprintFiles.TOOL_LOG), "Read: a\n".repeat(9) + earlier);

        logs.heard(heartbeat(earlier + "Read: findings.md\n", ""));

        assertThat(logs.find(SPRINT, SprintFiles.TOOL_LOG).orElseThrow())
                .hasContent("Read: a\n".repeat(9) + earlier + "Read: findings.md\n");
    }

    @Test
    void anOldLogGoesOnlyIfItWasCollected() throws IOException {
        logs.heard(heartbeat("Bash: ls\n", "an output\n"));
        Path log = logs.find(SPRINT, SprintFiles.TOOL_LOG).orElseThrow();
        Path output = logs.find(SPRINT, SprintFiles.OUTPUT_LOG).orElseThrow();
        for (Path file : List.of(log, output)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        Files.createDirectories(artifacts.resolve(SPRINT));
        Files.writeString(artifacts.resolve(SPRINT).resolve(SprintFiles.TOOL_LOG), "Bash: ls\n");

        logs.heard(new Heartbeat(
                "sp-00000002", "research", "Read: a\n", null, null, null, 1, 1, null, null, null, null, null, null));

        assertThat(log).doesNotExist();
        assertThat(output).exists();
    }

    private static Heartbeat heartbeat(@Nullable String log, String output) {
        return new Heartbeat(SPRINT, "research", log, null, null, output, 1, 1, null, null, null, null, null, null);
    }
}
