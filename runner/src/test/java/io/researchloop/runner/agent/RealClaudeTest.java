package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.MockAnthropic;
import io.researchloop.testing.mockapi.Mode;
import io.researchloop.testing.mockapi.RealClaude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter with the real {@code claude} program, which talks to an API of ours. */
@Tag("claude")
@Timeout(120)
class RealClaudeTest {
    private final Path sprint;
    private final Path home;
    private final MockAnthropic api = MockAnthropic.start();
    private final Map<String, String> environment;
    private final RecordingListener listener = new RecordingListener();
    private final Optional<Path> claude = RealClaude.find();

    RealClaudeTest(@TempDir Path directory) throws IOException {
        this.sprint = Files.createDirectories(directory.resolve("sprint"));
        this.home = Files.createDirectories(directory.resolve("home"));
        this.environment = RealClaude.environment(api, home);
    }

    @BeforeEach
    void needsTheProgram() {
        assumeTrue(claude.isPresent(), RealClaude.MISSING);
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    @Test
    void runsTwoStepsInOneSessionWithToolsAndCost() throws Exception {
        api.mode(Mode.TOOL).answers(request -> new Answer("echo hello > made.txt; cat made.txt", "Did it."));
        StepResult first = run("first prompt", null, null);
        StepResult second = run("second prompt", first.sessionId(), null);

        assertThat(List.of(first.outcome(), second.outcome())).containsOnly(Outcome.completed());
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(sprint.resolve("made.txt")).hasContent("hello\n");
        assertThat(listener.lines).contains("> Bash: echo hello > made.txt; cat made.txt", "  hello", "Did it.");
        assertThat(first.usage().turns()).isEqualTo(2);
        assertThat(first.usage().inputTokens()).isEqualTo(2L * MockAnthropic.INPUT_TOKENS);
        assertThat(first.usage().outputTokens()).isEqualTo(2L * MockAnthropic.OUTPUT_TOKENS);
        assertThat(first.usage().costUsd()).isPositive();
        assertThat(second.usage().costUsd()).isEqualTo(first.usage().costUsd(), Offset.offset(1e-9));
        assertThat(listener.spent()).isEqualTo(first.usage().plus(second.usage()));
        assertThat(api.requests().get(api.requests().size() - 1).texts()).contains("first prompt", "second prompt");
    }

    @Test
    void deliversALargePromptByteForByte() throws Exception {
        String piece = "quote \" apostrophe ' dollar $HOME backslash \\n tab\t emoji 🎉 ünïcode \u2028 end\r\n";
        String prompt = piece.repeat((1 << 20) / piece.length()) + "\n\n";

        assertThat(run(prompt, null, null).outcome()).isEqualTo(Outcome.completed());
        assertThat(api.requests()).anyMatch(request -> request.texts().contains(prompt));
    }

    @Test
    void takesAMessageWhileAToolRuns() throws Exception {
        api.mode(Mode.TOOL).answers(request -> new Answer("for i in 1 2 3; do sleep 1; done; echo slept", "Done."));
        AgentRun run = start("begin", null, null);
        listener.awaitLine("> Bash");

        assertThat(run.message("please use seed 7")).isTrue();
        assertThat(run.await().outcome()).isEqualTo(Outcome.completed());
        assertThat(run.message("too late")).isFalse();
        assertThat(api.requests())
                .anyMatch(request -> request.texts().stream().anyMatch(text -> text.contains("please use seed 7")));
    }

    @Test
    void answersAMessageThatComesWithTheLastWords() throws Exception {
        api.mode(Mode.SLOW).pace(Duration.ofSeconds(3));
        AgentRun run = start("begin", null, null);
        listener.awaitLine("claude: model");
        Thread.sleep(1500);

        assertThat(run.message("one more thing")).isTrue();
        assertThat(run.await().outcome()).isEqualTo(Outcome.completed());
        assertThat(api.requests())
                .anyMatch(request -> request.texts().stream().anyMatch(text -> text.contains("one more thing")));
    }

    @Test
    void goesOnInTheSameSessionAfterItWasStoppedMidTool() throws Exception {
        api.mode(Mode.TOOL).answers(request -> new Answer("echo $$ > pid.txt; exec sleep 300", "Done."));
        AgentRun run = start("begin", null, null);
        listener.awaitLine("> Bash");
        ProcessHandle tool = toolProcess();
        run.stop(OutcomeKind.INTERRUPTED, "preempted");
        StepResult stopped = run.await();
        tool.onExit().get();

        api.mode(Mode.OK);
        StepResult resumed = run("go on", stopped.sessionId(), null);
        StepResult reference = run("and again", resumed.sessionId(), null);

        assertThat(stopped.outcome()).isEqualTo(Outcome.of(OutcomeKind.INTERRUPTED, "preempted"));
        assertThat(stopped.usage().inputTokens()).isEqualTo(MockAnthropic.INPUT_TOKENS);
        assertThat(resumed.outcome()).isEqualTo(Outcome.completed());
        assertThat(resumed.sessionId()).isEqualTo(stopped.sessionId());
        assertThat(stopped.usage().costUsd()).isZero();
        assertThat(resumed.usage().costUsd())
                .as("its own call and the one of the run that was stopped")
                .isEqualTo(2 * reference.usage().costUsd(), Offset.offset(1e-6));
    }

    @Test
    void tellsTheExactCostOfAStepThatWasCancelled() throws Exception {
        api.mode(Mode.TOOL).answers(request -> new Answer("sleep 300", "Done."));
        AgentRun run = start("begin", null, null);
        listener.awaitLine("> Bash");
        run.stop(OutcomeKind.CANCELLED, "by a person");
        StepResult result = run.await();

        assertThat(result.outcome()).isEqualTo(Outcome.of(OutcomeKind.CANCELLED, "by a person"));
        assertThat(result.usage().costUsd()).isPositive();
    }

    @Test
    void stopsWhileTheApiHangs() throws Exception {
        api.mode(Mode.HANG);
        AgentRun run = start("begin", null, null);
        listener.awaitLine("claude: model");
        long before = System.nanoTime();
        run.stop(OutcomeKind.STUCK, "silent");

        assertThat(run.await().outcome().kind()).isEqualTo(OutcomeKind.STUCK);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMIT, OVERLOADED",
        "OVERLOADED, OVERLOADED",
        "BAD_KEY, AUTHENTICATION",
        "NO_CREDIT, AUTHENTICATION"
    })
    void givesEveryFailureOfTheApiItsOutcome(Mode mode, OutcomeKind kind) throws Exception {
        api.mode(mode);

        assertThat(run("begin", null, null).outcome().kind()).isEqualTo(kind);
    }

    @Test
    void tellsWhenAUsageLimitIsLifted() throws Exception {
        Instant reset = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        api.mode(Mode.USAGE_LIMIT).resetsAt(reset);
        environment.remove("ANTHROPIC_API_KEY");
        environment.put("CLAUDE_CODE_OAUTH_TOKEN", "test-token");
        Outcome outcome = run("begin", null, null).outcome();

        assertThat(outcome.kind()).isEqualTo(OutcomeKind.USAGE_LIMITED);
        assertThat(outcome.resetsAt()).isEqualTo(reset);
    }

    @Test
    void hasNoRouteWhenNobodyListens() throws Exception {
        api.close();

        assertThat(run("begin", null, null).outcome().kind()).isEqualTo(OutcomeKind.NO_ROUTE);
    }

    @Test
    void needsSomebodyToSignIn() throws Exception {
        environment.remove("ANTHROPIC_API_KEY");

        assertThat(run("begin", null, null).outcome().kind()).isEqualTo(OutcomeKind.AUTHENTICATION);
    }

    @Test
    void stopsAtItsBudget() throws Exception {
        api.mode(Mode.TOOL).answers(request -> new Answer("echo again", "Done."));
        StepResult result = run("begin", null, 0.001);

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.BUDGET_SPENT);
        assertThat(result.usage().costUsd()).isGreaterThan(0.001);
    }

    @Test
    void beginsAnewWhenTheSessionIsNotKnownHere() throws Exception {
        StepResult result = run("begin", "11111111-1111-4111-8111-111111111111", null);

        assertThat(result.outcome()).isEqualTo(Outcome.completed());
        assertThat(result.sessionId()).isNotEqualTo("11111111-1111-4111-8111-111111111111");
        assertThat(listener.lines).anyMatch(line -> line.contains("not known on this machine"));
    }

    private ProcessHandle toolProcess() throws IOException, InterruptedException {
        Path file = sprint.resolve("pid.txt");
        while (!Files.exists(file) || Files.size(file) == 0) {
            Thread.sleep(10);
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }

    private StepResult run(String prompt, @Nullable String session, @Nullable Double budget) throws Exception {
        return start(prompt, session, budget).await();
    }

    private AgentRun start(String prompt, @Nullable String session, @Nullable Double budget) throws IOException {
        Path file = Files.writeString(home.resolve("prompt.md"), prompt);
        String commandLine = "'" + claude.orElseThrow() + "' --dangerously-skip-permissions";
        return new ClaudeAgent(commandLine, null, environment)
                .start(
                        new StepRequest("research", sprint, file, session, budget, home.resolve("stream.jsonl")),
                        listener);
    }
}
