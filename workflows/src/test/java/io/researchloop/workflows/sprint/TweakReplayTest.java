package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.tweak.TweakWorkflowImpl;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link SprintReplayTest}: a tweak follows the sprint's code, so a change there must replay its histories too. */
class TweakReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories/tweak");

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.walk(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void replays(Path history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(history.toFile(), TweakWorkflowImpl.class);
    }

    @Test
    void thereAreHistories() throws Exception {
        assertThat(histories()).hasSizeGreaterThanOrEqualTo(4);
    }
}
