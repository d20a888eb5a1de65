package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointTest {
    private final Path root;
    private final TestSprint sprint;
    private final FakeAgent agent = new FakeAgent();

    CheckpointTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.sprint = new TestSprint(root);
        sprint.rounds = 1;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[1,2]",
                "{}",
                "{\"sprint_id\":\"sp-0123abcd\",\"attempt\":1}",
                "{\"sprint_id\":\"sp-0123abcd\",\"attempt\":1,\"steps\":[null],\"usage\":{}}",
                "{\"sprint_id\":\"sp-0123abcd\",\"attempt\":1,\"steps\":[{\"name\":\"research\"}],\"usage\":{}}",
                "{\"sprint_id\":\"sp-other\",\"attempt\":9,\"steps\":[],\"usage\":{}}",
                "{\"sprint_id\":\"sp-0123abcd\",\"attempt\":\"many\",\"steps\":[],\"usage\":{}}",
                "{\"sprint_id\":\"sp-0123abcd\",\"attempt\":1,\"steps\":[],\"usage\":{},\"written_at\":\"noon\"}"
            })
    void aCheckpointThatMakesNoSenseIsPutAsideAndRebuiltFromTheEvents(String text) throws Exception {
        sprint.run(1, new FakeAgent().on("fix_1", OutcomeKind.OVERLOADED));
        sprint.write(SprintFiles.STATE, text);

        int code = sprint.run(2, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).containsExactly("fix_1", "report", "summarize");
        assertThat(agent.requests.get(0).sessionId()).isEqualTo("session-1");
        assertThat(sprint.read(SprintFiles.TOOL_LOG))
                .contains("The checkpoint .researchloop/state.json could not be read");
        try (Stream<Path> files = Files.list(root.resolve(SprintFiles.HOME))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .anyMatch(n -> n.startsWith("state.json.unreadable-"));
        }
    }

    @Test
    void aCheckpointThatIsGoneIsRebuiltFromTheEvents() throws Exception {
        sprint.run(1, new FakeAgent().on("report", OutcomeKind.OVERLOADED));
        Files.delete(root.resolve(SprintFiles.STATE));

        sprint.run(2, agent);

        assertThat(agent.steps()).containsExactly("report", "summarize");
    }

    @Test
    void tornAndForeignLinesInTheEventsAreLeftOut() throws Exception {
        sprint.run(1, new FakeAgent().on("report", OutcomeKind.OVERLOADED));
        Files.delete(root.resolve(SprintFiles.STATE));
        String events = sprint.read(SprintFiles.EVENTS);
        sprint.write(SprintFiles.EVENTS, "\u0000\u0000\n[]\n\n{\"at\":\n" + events + "{\"at\":\"2026-11-01T1");

        sprint.run(2, agent);

        assertThat(agent.steps()).containsExactly("report", "summarize");
        assertThat(sprint.read(SprintFiles.EVENTS)).contains("{\"at\":\"2026-11-01T1\n{");
    }

    @Test
    void withNeitherCheckpointNorEventsItBeginsAtTheBeginning() throws Exception {
        sprint.write(SprintFiles.STATE, "garbage");

        sprint.run(1, agent);

        assertThat(agent.steps()).startsWith("research").endsWith("summarize");
    }
}
