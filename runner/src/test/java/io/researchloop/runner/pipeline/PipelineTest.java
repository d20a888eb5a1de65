package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineTest {
    private static final List<String> ALL =
            List.of("research", "red_team_1", "fix_1", "red_team_2", "fix_2", "report", "summarize");

    private final Path root;
    private final TestSprint sprint;
    private final FakeAgent agent = new FakeAgent();

    PipelineTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.sprint = new TestSprint(root);
    }

    @Test
    void runsAllRoundsWhileTheCritiqueFindsFaults() throws Exception {
        int code = sprint.run(1, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).containsExactlyElementsOf(ALL);
        assertThat(sprint.outcome()).isEqualTo(Outcome.completed());
        assertThat(sprint.state().steps()).extracting(StepReport::status).containsOnly(StepStatus.COMPLETED);
    }

    @Test
    void endsTheRoundsAtTheAgreedWords() throws Exception {
        agent.on(
                "red_team_1",
                (r, l) -> FakeAgent.writes(r, "red_team_round_1.md", "**NO CRITICAL ISSUES**, well done."));

        sprint.run(1, agent);

        assertThat(agent.steps()).containsExactly("research", "red_team_1", "report", "summarize");
    }

    @Test
    void leavesTheRoundsOutWhenThereShallBeNone() throws Exception {
        sprint.rounds = 0;

        sprint.run(1, agent);

        assertThat(agent.steps()).containsExactly("research", "report", "summarize");
    }

    @Test
    void keepsOneSessionThroughAllSteps() throws Exception {
        sprint.run(1, agent);

        assertThat(agent.requests.get(0).sessionId()).isNull();
        assertThat(agent.requests.subList(1, ALL.size())).allMatch(r -> "session-1".equals(r.sessionId()));
        assertThat(sprint.state().sessionId()).isEqualTo("session-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"research", "red_team_1", "fix_1", "red_team_2", "fix_2", "report", "summarize"})
    void goesOnAtTheStepThatWasCutOff(String step) throws Exception {
        int code = sprint.run(1, new FakeAgent().on(step, OutcomeKind.USAGE_LIMITED));
        assertThat(code).isEqualTo(OutcomeKind.USAGE_LIMITED.exitCode());

        int second = sprint.run(2, agent);

        assertThat(second).isZero();
        assertThat(agent.steps()).containsExactlyElementsOf(ALL.subList(ALL.indexOf(step), ALL.size()));
        assertThat(agent.requests.get(0).sessionId()).isEqualTo("session-1");
        assertThat(agent.prompts.get(0)).startsWith("Do the step " + step).contains("This step was cut off");
        assertThat(sprint.state().usage().costUsd()).isEqualTo(0.8, within(1e-9));
    }

    @Test
    void stepsOfTheReviewTellWhatTheyCameTo() throws Exception {
        agent.on("red_team_1", (r, l) -> FakeAgent.writes(r, "red_team_round_1.md", "## CRITICAL: one seed"))
                .on("fix_1", (r, l) -> FakeAgent.writes(r, "fixes_round_1.md", "## CRITICAL: one seed\n\nState: FIXED"))
                .on("red_team_2", (r, l) -> FakeAgent.writes(r, "red_team_round_2.md", "NO CRITICAL ISSUES"));

        sprint.run(1, agent);

        assertThat(sprint.state().steps())
                .extracting(StepReport::name, StepReport::issues)
                .containsExactly(
                        tuple("research", null),
                        tuple("red_team_1", new Issues(1, 0, 0, 0, 0, 0, false)),
                        tuple("fix_1", new Issues(1, 0, 0, 1, 0, 0, false)),
                        tuple("red_team_2", new Issues(0, 0, 0, 0, 0, 0, true)),
                        tuple("report", null),
                        tuple("summarize", null));
    }

    @Test
    void aFixThatNotesItsSuccessInTheCritiqueIsStillFinished() throws Exception {
        FakeAgent first = new FakeAgent().on("fix_1", (r, l) -> {
            FakeAgent.writes(r, "red_team_round_1.md", "Mended. NO CRITICAL ISSUES left.");
            return FakeAgent.result(Outcome.of(OutcomeKind.OVERLOADED, "busy"), "");
        });
        sprint.run(1, first);

        sprint.run(2, agent);

        assertThat(agent.steps()).containsExactly("fix_1", "red_team_2", "fix_2", "report", "summarize");
    }

    @ParameterizedTest
    @EnumSource(
            value = OutcomeKind.class,
            names = {"AGENT_FAILED", "USAGE_LIMITED", "AUTHENTICATION", "NO_ROUTE", "OVERLOADED", "BUDGET_SPENT"})
    void endsWithTheAgentsOutcomeAndItsExitCode(OutcomeKind kind) throws Exception {
        int code = sprint.run(1, agent.on("fix_1", kind));

        assertThat(code).isEqualTo(kind.exitCode());
        assertThat(agent.steps()).containsExactly("research", "red_team_1", "fix_1");
        assertThat(sprint.outcome()).isEqualTo(Outcome.of(kind, "as told"));
    }

    @Test
    void doesNothingTwiceWhenTheJobOfAnEndedAttemptRunsAgain() throws Exception {
        sprint.run(1, new FakeAgent().on("report", OutcomeKind.AGENT_FAILED));

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.AGENT_FAILED.exitCode());
        assertThat(agent.steps()).isEmpty();
    }

    @Test
    void refusesAnAttemptThatALaterOneHasOvertaken() throws Exception {
        sprint.run(2, new FakeAgent().on("report", OutcomeKind.OVERLOADED));
        String before = sprint.read(SprintFiles.STATE);

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(Attempt.NOT_MINE);
        assertThat(agent.steps()).isEmpty();
        assertThat(sprint.read(SprintFiles.STATE)).isEqualTo(before);
    }

    @Test
    void savesTheAgentsAnswerWhenItWroteNoFile() throws Exception {
        agent.on("red_team_1", (r, l) -> FakeAgent.result(Outcome.completed(), "NO CRITICAL ISSUES"));
        agent.on("report", (r, l) -> FakeAgent.result(Outcome.completed(), "# All of it"));
        agent.on("summarize", (r, l) -> FakeAgent.result(Outcome.completed(), "In short: yes."));

        int code = sprint.run(1, agent);

        assertThat(code).isZero();
        assertThat(agent.steps()).doesNotContain("fix_1");
        assertThat(sprint.read(SprintFiles.REPORT)).isEqualTo("# All of it\n");
        assertThat(sprint.read(SprintFiles.SUMMARY)).isEqualTo("In short: yes.\n");
        assertThat(sprint.read(SprintFiles.TOOL_LOG)).contains("The agent wrote no report.md; its answer was saved");
    }

    @Test
    void failsAloudWhenThereIsNeitherFileNorAnswer() throws Exception {
        agent.on("report", (r, l) -> FakeAgent.result(Outcome.completed(), "  "));

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.AGENT_FAILED.exitCode());
        assertThat(sprint.outcome().detail()).contains("report.md");
    }

    @Test
    void anAnswerNeverGoesThroughALinkOutOfTheDirectory(@TempDir Path elsewhere) throws Exception {
        Path outside = Files.writeString(elsewhere.resolve("precious"), "precious");
        Files.createSymbolicLink(root.resolve(SprintFiles.REPORT), outside);
        agent.on("report", (r, l) -> FakeAgent.result(Outcome.completed(), "# Mine"));

        sprint.run(1, agent);

        assertThat(outside).hasContent("precious");
        assertThat(sprint.read(SprintFiles.REPORT)).isEqualTo("# Mine\n");
    }

    @Test
    void aMissingPromptIsTheRunnersFaultAndSaysWhichOne() throws Exception {
        Files.delete(root.resolve(SprintFiles.prompt("report")));

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.RUNNER_FAILED.exitCode());
        assertThat(sprint.outcome().detail()).contains(".researchloop/prompts/report.md");
    }

    @Test
    void anAgentThatThrowsIsAFaultOfTheRunner() throws Exception {
        agent.on("report", (r, l) -> {
            throw new IllegalStateException("no such program");
        });

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.RUNNER_FAILED.exitCode());
        assertThat(sprint.outcome().detail()).contains("no such program");
    }

    @Test
    void handsTheRestOfTheBudgetToEachStep() throws Exception {
        sprint.maxCostUsd = 1.0;

        sprint.run(1, agent);

        assertThat(agent.requests.get(0).budgetUsd()).isEqualTo(1.0);
        assertThat(agent.requests.get(3).budgetUsd()).isEqualTo(0.7, within(1e-9));
    }

    @Test
    void beginsNoStepOnceTheBudgetIsSpent() throws Exception {
        sprint.maxCostUsd = 0.25;

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.BUDGET_SPENT.exitCode());
        assertThat(agent.steps()).containsExactly("research", "red_team_1", "fix_1");
        assertThat(sprint.outcome().detail()).contains("$0.30 of the $0.25 that it may");
    }

    @Test
    void aBudgetIsSpentToTheCentThoughTheSumDoesNotComeOutEven() throws Exception {
        sprint.rounds = 3;
        sprint.maxCostUsd = 0.80;
        sprint.write(SprintFiles.prompt("red_team_3"), "Do it.");
        sprint.write(SprintFiles.prompt("fix_3"), "Do it.");

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.BUDGET_SPENT.exitCode());
        assertThat(agent.steps()).hasSize(8).doesNotContain("summarize");
    }

    @Test
    void aBudgetSpentElsewhereLetsTheStepAtWorkEndAndBeginsNoOther() throws Exception {
        agent.on("red_team_1", (request, listener) -> {
            sprint.put(new Command("cmd-1", Command.Kind.BUDGET, "budget: the study has spent $5.00 of $5.00."));
            for (int i = 0; i < 500 && !sprint.read(SprintFiles.TOOL_LOG).contains("This step is the last one"); i++) {
                sleep();
            }
            sprint.write(SprintFiles.redTeamRound(1), "CRITICAL");
            return new StepResult(Outcome.completed(), "session", FakeAgent.DIME, "");
        });

        int code = sprint.run(1, agent);

        assertThat(code).isEqualTo(OutcomeKind.BUDGET_SPENT.exitCode());
        assertThat(agent.steps()).containsExactly("research", "red_team_1");
        assertThat(sprint.state().steps()).allMatch(step -> step.status() == StepStatus.COMPLETED);
        assertThat(sprint.outcome().detail()).contains("the study has spent $5.00 of $5.00");
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBudgetThatTheLastStepCrossesIsNoFailure() throws Exception {
        sprint.rounds = 0;
        sprint.maxCostUsd = 0.25;

        assertThat(sprint.run(1, agent)).isZero();
    }

    @Test
    void countsTheSpendOfAStepOnceThoughItIsToldTwice() throws Exception {
        sprint.rounds = 0;

        sprint.run(1, agent);

        assertThat(sprint.state().usage().costUsd()).isEqualTo(0.3, within(1e-9));
        assertThat(sprint.state().usage().turns()).isEqualTo(6);
    }

    @Test
    void theToolLogNamesStepAttemptAndAgent() throws Exception {
        sprint.run(1, agent);

        assertThat(sprint.read(SprintFiles.TOOL_LOG))
                .contains("=== research · attempt 1 · agent: fake")
                .contains("working on red_team_2")
                .contains("summarize completed ($0.7000 so far)");
    }
}
