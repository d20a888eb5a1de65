package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a shell script in place of {@code claude} that replays captured streams; the whole adapter runs. */
@Timeout(60)
class ClaudeAgentTest {
    private final Path sprint;
    private final Path claude;
    private final RecordingListener listener = new RecordingListener();

    ClaudeAgentTest(@TempDir Path directory) {
        this.sprint = directory;
        this.claude = directory.resolve("claude");
    }

    @BeforeEach
    void writePrompt() throws IOException {
        Files.writeString(sprint.resolve("prompt.md"), "find out");
    }

    @Test
    void completesOnACapturedSuccess() throws Exception {
        fake("head -n 1 > stdin.txt; cat '" + fixture("tool-success") + "'");
        StepResult result = run("claude", null, null);

        assertThat(result.outcome()).isEqualTo(Outcome.completed());
        assertThat(result.sessionId()).isEqualTo("53a2d4ec-2a71-4310-93c0-be4df91d2d54");
        assertThat(result.usage()).isEqualTo(new Usage(0.0162, 3000, 400, 2));
        assertThat(listener.spent()).isEqualTo(result.usage());
        assertThat(result.text()).isEqualTo("All done.");
        assertThat(listener.sessions).containsExactly(result.sessionId());
        assertThat(listener.lines)
                .contains("I will run a command.", "> Bash: echo hello-10", "  hello-10", "All done.");
        assertThat(Files.readAllLines(sprint.resolve("stream.jsonl"))).isEqualTo(ClaudeFixtures.lines("tool-success"));
        assertThat(sprint.resolve("stdin.txt"))
                .hasContent("{\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"find out\"}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "bad-key, AUTHENTICATION, Invalid API key",
        "credit-too-low, AUTHENTICATION, Add credits",
        "not-logged-in, AUTHENTICATION, Not logged in",
        "max-budget, BUDGET_SPENT, Reached maximum budget ($0.02)",
        "max-turns, AGENT_FAILED, Reached maximum number of turns (2)",
        "no-route, NO_ROUTE, ECONNREFUSED",
        "overloaded, OVERLOADED, 529",
        "rate-limit-api-key, OVERLOADED, Request rejected (429)",
        "usage-limit-oauth, USAGE_LIMITED, 5-hour limit"
    })
    void givesEveryCapturedFailureItsTypedOutcome(String fixture, OutcomeKind kind, String detail) throws Exception {
        fake("cat > /dev/null & cat '" + fixture(fixture) + "'; exit 1");
        StepResult result = run("claude", null, null);

        assertThat(result.outcome().kind()).isEqualTo(kind);
        assertThat(result.outcome().detail()).contains(detail);
        assertThat(result.outcome().resetsAt())
                .isEqualTo(kind == OutcomeKind.USAGE_LIMITED ? Instant.ofEpochSecond(1795413405L) : null);
    }

    @Test
    void keepsTheSpendOfAStepThatRanOutOfBudget() throws Exception {
        fake("cat '" + fixture("max-budget") + "'; exit 1");

        assertThat(run("claude", null, 0.02).usage()).isEqualTo(new Usage(0.0243, 4500, 600, 3));
    }

    @Test
    void doesNotBelieveASuccessThatExitsOtherwise() throws Exception {
        fake("cat '" + fixture("tool-success") + "'; exit 1");

        assertThat(run("claude", null, null).outcome().kind()).isEqualTo(OutcomeKind.AGENT_FAILED);
    }

    @Test
    void doesNotBelieveAnExitWithoutAResult() throws Exception {
        fake("head -n -1 '" + fixture("tool-success") + "'; echo out of paper >&2");
        StepResult result = run("claude", null, null);

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.AGENT_FAILED);
        assertThat(result.outcome().detail()).contains("without a result", "exit code 0", "out of paper");
        assertThat(result.usage().inputTokens()).isEqualTo(3000);
    }

    @Test
    void saysWhatToDoWhenTheCommandIsMissing() throws Exception {
        StepResult result = run("no-such-claude --fast", null, null);

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.AGENT_FAILED);
        assertThat(result.outcome().detail()).contains("`no-such-claude --fast`", "Install Claude Code");
    }

    @Test
    void isInterruptedWhenSomebodyElseEndsTheAgent() throws Exception {
        fake("kill -TERM $$; sleep 5");

        assertThat(run("claude", null, null).outcome().kind()).isEqualTo(OutcomeKind.INTERRUPTED);
    }

    @Test
    void passesOptionsAsArgumentsThatNoShellReads() throws Exception {
        fake("printf '%s\\n' \"$@\" > argv.txt; echo $GREETING > greeting.txt; cat '" + fixture("tool-success") + "'");
        run("GREETING='a  b' claude --append-system-prompt 'two words'", "old-session; touch hacked", 0.5);

        assertThat(Files.readAllLines(sprint.resolve("argv.txt")))
                .containsExactly(
                        "--append-system-prompt", "two words",
                        "-p", "--verbose",
                        "--output-format", "stream-json",
                        "--input-format", "stream-json",
                        "--resume", "old-session; touch hacked",
                        "--model", "sonnet $HOME",
                        "--max-budget-usd", "0.5");
        assertThat(sprint.resolve("greeting.txt")).hasContent("a b\n");
        assertThat(sprint.resolve("hacked")).doesNotExist();
    }

    @Test
    void beginsAnewWhenItsSessionIsGone() throws Exception {
        fake("case \"$*\" in *--resume*) cat '" + fixture("resume-unknown") + "'; exit 1;; esac; cat '"
                + fixture("tool-success") + "'");
        StepResult result = run("claude", "11111111-1111-4111-8111-111111111111", null);

        assertThat(result.outcome()).isEqualTo(Outcome.completed());
        assertThat(result.sessionId()).isEqualTo("53a2d4ec-2a71-4310-93c0-be4df91d2d54");
        assertThat(listener.lines).anyMatch(line -> line.contains("not known on this machine"));
        assertThat(result.usage().costUsd()).isEqualTo(0.0162);
    }

    @Test
    void resumesASessionThatIsTakenAlready() throws Exception {
        fake("case \"$*\" in *--session-id*) echo 'Error: Session ID x is already in use.' >&2; exit 1;; esac; cat '"
                + fixture("tool-success") + "'");

        assertThat(run("claude", null, null).outcome()).isEqualTo(Outcome.completed());
    }

    @Test
    void countsWhatACutOffRunHadSpentAsSoonAsTheSessionTellsIt() throws Exception {
        String session = "53a2d4ec-2a71-4310-93c0-be4df91d2d54";
        fake("cat '" + fixture("tool-success") + "'");
        run("claude", null, null);
        fake("sed 's/\"total_cost_usd\":0.0162/\"total_cost_usd\":0.0424/' '" + fixture("tool-success") + "'");
        StepResult resumed = run("claude", session, null);

        assertThat(resumed.usage().costUsd()).isEqualTo(0.0262, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(listener.lines).contains("claude: $0.0100 more were spent before this by a run that was cut off");
    }

    @Test
    void spendsNothingWhenNothingIsLeft() throws Exception {
        fake("touch started; cat '" + fixture("tool-success") + "'");

        assertThat(run("claude", null, 0.0).outcome().kind()).isEqualTo(OutcomeKind.BUDGET_SPENT);
        assertThat(sprint.resolve("started")).doesNotExist();
    }

    @Test
    void killsTheWholeTreeWhenTheAgentIgnoresTheSignal() throws Exception {
        fake("trap '' TERM; (trap '' TERM; sleep 3600) & echo \"$!\" > child.txt; echo up >&2; wait; wait");
        AgentRun run = agent("true && claude").start(request(null, null), listener);
        listener.awaitLine("claude: up");
        long pid = Long.parseLong(Files.readString(sprint.resolve("child.txt")).strip());
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
        run.stop(OutcomeKind.INTERRUPTED, "preempted");

        assertThat(run.await().outcome()).isEqualTo(Outcome.of(OutcomeKind.INTERRUPTED, "preempted"));
        child.onExit().get();
        assertThat(run.message("late")).isFalse();
    }

    @Test
    void endsAnAgentThatGaveItsResultButDoesNotEnd() throws Exception {
        fake("cat '" + fixture("tool-success") + "'; exec sleep 3600");

        assertThat(run("claude", null, null).outcome()).isEqualTo(Outcome.completed());
    }

    @Test
    void tellsRootsAgentThatItIsInASandboxOnlyWhenItSkipsPermissions() throws Exception {
        fake("echo \"sandbox=$IS_SANDBOX\" >&2; cat '" + fixture("tool-success") + "'");
        run("claude --dangerously-skip-permissions", null, null);
        assertThat(listener.lines).contains("claude: sandbox=1");
        assertThat(listener.lines).anyMatch(line -> line.contains("runs as root with IS_SANDBOX=1"));

        run("claude", null, null);
        assertThat(listener.lines).contains("claude: sandbox=");
    }

    private StepResult run(String commandLine, @Nullable String session, @Nullable Double budget)
            throws InterruptedException {
        return agent(commandLine).start(request(session, budget), listener).await();
    }

    private ClaudeAgent agent(String commandLine) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.remove("IS_SANDBOX");
        environment.put("PATH", sprint + ":" + environment.get("PATH"));
        ClaudeSetting.Patience patience =
                new ClaudeSetting.Patience(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(600));
        return new ClaudeAgent(new ClaudeSetting(commandLine, "sonnet $HOME", environment, true, patience));
    }

    private StepRequest request(@Nullable String session, @Nullable Double budget) {
        return new StepRequest(
                "research", sprint, sprint.resolve("prompt.md"), session, budget, sprint.resolve("stream.jsonl"));
    }

    private void fake(String script) throws IOException {
        Files.writeString(claude, "#!/bin/bash\n" + script + "\n");
        assertThat(claude.toFile().setExecutable(true)).isTrue();
    }

    private Path fixture(String name) throws IOException {
        return Files.write(sprint.resolve(name + ".jsonl"), ClaudeFixtures.lines(name));
    }
}
