package io.researchloop.workflows.sprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories that earlier versions of the workflow wrote must replay in this one: a sprint may be under way for days
 * when the server is updated. A new version adds its histories ({@code mvn test -Dhistories=DIRECTORY}), none is removed.
 */
class SprintReplayTest {
    private static final Path HISTORIES = Path.of("src/test/resources/histories/sprint");

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
        WorkflowReplayer.replayWorkflowExecution(history.toFile(), SprintWorkflowImpl.class);
    }

    @Test
    void thereAreHistoriesAndAForeignOneIsNoticed() throws Exception {
        assertThat(histories()).hasSizeGreaterThan(10);
        String history = Files.readString(HISTORIES.resolve("v1/goesFromTheRowToItsEndAndTellsPeopleOnce.json"));

        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(
                        history.replace("SprintSubmit", "SprintCollect"), SprintWorkflowImpl.class))
                .isInstanceOf(RuntimeException.class);
    }
}
