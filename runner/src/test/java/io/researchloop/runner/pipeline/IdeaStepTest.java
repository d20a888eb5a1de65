package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdeaStepTest {
    private static final String MARK = "[the idea of sp-0123abcd]";
    private static final String IDEA = "Does a larger sample halve the error?";

    @TempDir
    Path folder;

    private final FakeAgent agent = new FakeAgent();
    private TestSprint sprint;

    @BeforeEach
    void sprint() throws Exception {
        sprint = new TestSprint(folder).without(new IdeaTask(MARK, false, 3, 300));
    }

    @Test
    void theIdeaComesFirstAndReachesEveryPromptAndTheOrchestrator() throws Exception {
        agent.on("generate_idea", (request, listener) -> FakeAgent.writes(request, SprintFiles.IDEA, IDEA + "\n\n"));

        int code = sprint.run(1, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).startsWith("generate_idea", "research");
        assertThat(agent.prompts.get(1)).isEqualTo("Do research: " + IDEA);
        assertThat(sprint.read(SprintFiles.IDEA)).isEqualTo(IDEA + "\n");
        assertThat(sprint.read(SprintFiles.prompt("report"))).isEqualTo("Do report: " + IDEA);
        assertThat(sprint.read(SprintFiles.STATUS)).contains("\"idea\":\"" + IDEA + "\"");
    }

    @Test
    void itsReasonIsCleanedAndToldBesideIt() throws Exception {
        agent.on("generate_idea", (request, listener) -> {
            FakeAgent.writes(request, SprintFiles.IDEA_REASON, "Sprint 6\nleft it open.");
            return FakeAgent.writes(request, SprintFiles.IDEA, IDEA);
        });

        sprint.run(1, agent);

        assertThat(sprint.read(SprintFiles.IDEA)).isEqualTo(IDEA + "\n");
        assertThat(sprint.read(SprintFiles.IDEA_REASON)).isEqualTo("Sprint 6 left it open.\n");
        assertThat(sprint.read(SprintFiles.STATUS)).contains("\"idea_reason\":\"Sprint 6 left it open.\"");
    }

    @Test
    void theReasonOfAnIdeaOfNoUseIsNotThatOfTheNext() throws Exception {
        Deque<String> answers = new ArrayDeque<>(List.of("API Error: 500", IDEA));
        agent.on("generate_idea", (request, listener) -> {
            if (answers.size() == 2) {
                FakeAgent.writes(request, SprintFiles.IDEA_REASON, "It was the first.");
            }
            return FakeAgent.writes(request, SprintFiles.IDEA, answers.remove());
        });

        sprint.run(1, agent);

        assertThat(folder.resolve(SprintFiles.IDEA_REASON)).doesNotExist();
        assertThat(sprint.read(SprintFiles.STATUS)).doesNotContain("idea_reason\":\"");
    }

    @Test
    void lastWordsAreAnIdeaToo() throws Exception {
        agent.on("generate_idea", (request, listener) -> FakeAgent.result(Outcome.completed(), IDEA));

        sprint.run(1, agent);

        assertThat(sprint.read(SprintFiles.IDEA)).isEqualTo(IDEA + "\n");
    }

    @Test
    void asksAgainSaysWhyAndCountsEveryCall() throws Exception {
        Files.writeString(folder.resolve(SprintFiles.EARLIER_IDEAS), Json.write(List.of("Try it with ice.")));
        Deque<String> answers = new ArrayDeque<>(List.of("API Error: 500", "try it, with ICE", IDEA));
        agent.on("generate_idea", (request, listener) -> FakeAgent.writes(request, SprintFiles.IDEA, answers.remove()));

        int code = sprint.run(1, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).startsWith("generate_idea", "generate_idea", "generate_idea", "research");
        assertThat(agent.prompts.get(1)).contains("cannot be used: it is an error message");
        assertThat(agent.prompts.get(2)).contains("cannot be used: it repeats an earlier idea");
        assertThat(agent.requests.get(1).sessionId()).isEqualTo("session-1");
        assertThat(sprint.state().steps().get(0).usage().costUsd()).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void endsWithTheCauseAfterThreeUselessAnswers() throws Exception {
        agent.on("generate_idea", (request, listener) -> FakeAgent.result(Outcome.completed(), ""));

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.AGENT_FAILED.exitCode());
        assertThat(agent.steps()).hasSize(3).containsOnly("generate_idea");
        assertThat(sprint.outcome().detail()).contains("asked 3 times").contains("it is empty");
        assertThat(folder.resolve(SprintFiles.IDEA)).doesNotExist();
    }

    @Test
    void anIdeaThatDoesNotComeIsWaitedForNoLongerThanItMayTake() throws Exception {
        sprint.idea = new IdeaTask(MARK, false, 3, 1);
        agent.hangsIn("generate_idea");

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.AGENT_FAILED.exitCode());
        assertThat(agent.steps()).containsExactly("generate_idea");
        assertThat(sprint.outcome().detail()).isEqualTo("The idea was not there after 1 s.");
        assertThat(sprint.state().steps().get(0).usage().costUsd()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void theNextAttemptGoesOnWithTheIdeaThatIsThere() throws Exception {
        agent.on("generate_idea", (request, listener) -> FakeAgent.writes(request, SprintFiles.IDEA, IDEA))
                .on("research", OutcomeKind.INTERRUPTED);
        sprint.run(1, agent);
        Files.writeString(folder.resolve(SprintFiles.prompt("research")), "Do research anew: " + MARK);
        FakeAgent second = new FakeAgent();

        int code = sprint.run(2, second);

        assertThat(code).isZero();
        assertThat(second.steps()).startsWith("research");
        assertThat(second.prompts.get(0)).startsWith("Do research anew: " + IDEA);
    }

    @Test
    void whereOnlyTheIdeaIsWantedNothingFollows() throws Exception {
        sprint.idea = new IdeaTask(MARK, true, 3, 300);
        agent.on("generate_idea", (request, listener) -> FakeAgent.writes(request, SprintFiles.IDEA, IDEA));

        int code = sprint.run(1, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).containsExactly("generate_idea");
    }
}
