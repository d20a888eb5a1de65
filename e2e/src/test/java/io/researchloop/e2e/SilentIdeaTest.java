package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that is asked for an idea and says nothing, for ever: the loop does not wait for ever. */
@Tag("loop")
class SilentIdeaTest {
    @RegisterExtension
    static final Stage STAGE = Stage.perClass();

    private static Project project;
    private static Project patient;

    @BeforeAll
    static void start() {
        project = project("0.05");
        patient = project("60");
    }

    private static Project project(String ideaMinutes) {
        Project project = STAGE.project()
                .engine("in-memory")
                .steps("[generate_idea]\nhang\n" + Project.markedSteps("say at work"))
                .study("idea_minutes = " + ideaMinutes);
        STAGE.orchestrator(project).start();
        return project;
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "login", "orchestrator"})
    void theLoopEndsWithTheCause(String source) {
        Loop loop = ended(source, "stop", 2);

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("failed");
        assertThat(loop.text("reason")).contains("The idea was not there after 3 s.");
        assertThat(loop.turns()).hasSize(1);
        nothingIsLeft(loop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "login", "orchestrator"})
    void theAgentIsAskedAgainAsOftenAsTheLoopTries(String source) {
        Loop loop = ended(source, "retry", 1);

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("failed");
        assertThat(loop.text("reason")).contains("The idea was not there after 3 s.");
        assertThat(loop.positions()).containsExactly(1, 1, 1);
        nothingIsLeft(loop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "orchestrator"})
    void theLoopGoesOnToTheNextIdea(String source) {
        Loop loop = ended(source, "skip", 2);

        assertThat(loop.status()).as(loop.json().toString()).isEqualTo("completed");
        assertThat(loop.positions()).containsExactly(1, 2);
    }

    /** As when its machine goes down. */
    @Test
    void aWriterThatIsKilledIsReplaced() {
        Api api = patient.api();
        String id = api.startLoop("\"count\":1,\"idea_source\":\"orchestrator\"");
        Until.found("the process that writes the idea", () -> writer(id, 1));

        Processes.ofJobsIn(patient.directory()).forEach(ProcessHandle::destroyForcibly);

        Until.found("the next one", () -> writer(id, 2));
        api.post("/api/loops/" + id + "/stop", "{\"now\":true}").expect(200);
        assertThat(api.awaitLoopEnd(id).status()).isEqualTo("stopped");
        Until.holds("the end of the one that nobody wants any more", () -> writer(id, 2)
                .isEmpty());
    }

    private static Loop ended(String source, String onFailure, int count) {
        Api api = project.api();
        return api.awaitLoopEnd(api.startLoop(
                "\"count\":" + count + ",\"idea_source\":\"" + source + "\",\"on_failure\":\"" + onFailure + "\""));
    }

    private static void nothingIsLeft(Loop loop) {
        Until.holds("the end of all that was begun for an idea", () -> Processes.ofJobsIn(project.directory()).stream()
                .noneMatch(ProcessHandle::isAlive));
        assertThat(loop.turns()).allMatch(turn -> !turn.get("detail").isJsonNull());
    }

    /** The runner that writes a loop's first idea, in so many tries; empty while there is none. */
    private static Optional<ProcessHandle> writer(String loop, int attempt) {
        return Processes.ofJobsIn(patient.directory()).stream()
                .filter(process -> Processes.commandLine(process).contains("researchloop-runner"))
                .filter(process -> Processes.commandLine(process).contains(loop + "-1-1"))
                .filter(process -> Processes.commandLine(process).contains("/" + attempt + "/plan.json"))
                .findFirst();
    }
}
