package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScriptedAgentTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Path sprint;
    private final RecordingListener listener = new RecordingListener();

    ScriptedAgentTest(@TempDir Path sprint) {
        this.sprint = sprint;
    }

    @Test
    void saysInEveryLineThatItIsNoAi() throws Exception {
        StepResult result = play("[research]\nsay I think\nwrite findings.md It works\n");

        assertThat(result.outcome()).isEqualTo(Outcome.completed());
        assertThat(listener.lines).isNotEmpty().allMatch(line -> line.startsWith("[scripted agent, not an AI] "));
        assertThat(Files.readAllLines(sprint.resolve("stream.jsonl")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{") && line.contains("\"agent\":\"scripted agent, not an AI\""));
        assertThat(result.text()).contains("not an AI");
        assertThat(sprint.resolve("findings.md")).hasContent("It works\n");
    }

    @Test
    void keepsTheSessionItIsGivenAndBeginsOneElse() throws Exception {
        StepResult first = play("[research]\nsay x\n");
        StepRequest resumed = request("research", first.sessionId(), null);
        StepResult second = agent(1).start(resumed, listener).await();

        assertThat(first.sessionId()).startsWith("scripted-");
        assertThat(second.sessionId()).isEqualTo(first.sessionId());
        assertThat(listener.sessions).containsOnly(first.sessionId());
    }

    @Test
    void runsRealCommandsInTheSprintsDirectory() throws Exception {
        StepResult result = play("[research]\nrun echo out; echo err >&2; pwd > where.txt; echo $RESEARCHLOOP_STEP\n");

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
        assertThat(sprint.resolve("where.txt")).hasContent(sprint.toRealPath().toString());
        assertThat(sprint.resolve("output.log")).content().contains("out\n", "err\n", "research\n");
        assertThat(listener.lines)
                .contains("  out", "  err")
                .anyMatch(line -> line.startsWith("> run: echo out;"))
                .anyMatch(line -> line.startsWith("< run, 0 lines: echo out;"));
    }

    @Test
    void failsWithTheLineAndTheLastOutputWhenACommandFails() throws Exception {
        StepResult result = play("[research]\nsay x\nrun echo the disk is full; exit 3\n");

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.AGENT_FAILED);
        assertThat(result.outcome().detail()).contains("Line 3", "exit code 3", "the disk is full");
        assertThat(listener.lines).contains("< run failed, 0 lines: echo the disk is full; exit 3");
    }

    @Test
    void takesTheFirstIdeaThatWasNotHadBefore() throws Exception {
        Path earlier = sprint.resolve(SprintFiles.EARLIER_IDEAS);
        Files.createDirectories(earlier.getParent());
        Files.writeString(earlier, "[\"Use 10 samples.\", \"Something else\"]");

        StepResult result = play("[research]\nidea use 10 samples\nidea Use 20 samples\nidea Use 30 samples\n");

        assertThat(result.outcome()).isEqualTo(Outcome.completed());
        assertThat(sprint.resolve("idea.txt")).hasContent("Use 20 samples");
    }

    @Test
    void saysSoWhenAllItsIdeasWereHad() throws Exception {
        Path earlier = sprint.resolve(SprintFiles.EARLIER_IDEAS);
        Files.createDirectories(earlier.getParent());
        Files.writeString(earlier, "[\"Use 10 samples.\", \"Use 20 samples.\"]");

        StepResult result = play("[research]\nidea Use 10 samples\nidea Use 20 samples\n");

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.NO_IDEA_LEFT);
        assertThat(result.outcome().detail()).contains("no idea left: all 2 were had");
        assertThat(sprint.resolve("idea.txt")).doesNotExist();
    }

    @Test
    void countsCostTokensAndOneTurn() throws Exception {
        StepResult result = play("[research]\ncost 0.25\ntokens 1000 200\ncost 0.25\n");

        assertThat(result.usage()).isEqualTo(new Usage(0.5, 1000, 200, 1));
        assertThat(listener.spent()).isEqualTo(result.usage());
    }

    @Test
    void endsWhenItsBudgetIsSpent() throws Exception {
        write("[research]\ncost 0.25\ncost 0.25\nwrite never.txt x\n");
        StepResult result =
                agent(1).start(request("research", null, 0.3), listener).await();

        assertThat(result.outcome().kind()).isEqualTo(OutcomeKind.BUDGET_SPENT);
        assertThat(sprint.resolve("never.txt")).doesNotExist();
    }

    @Test
    void isUsageLimitedInOneAttemptAndGoesOnInTheNext() throws Exception {
        write("[research]\nattempt 1: outcome usage_limited 5s the limit\nsay done\n");
        StepResult first =
                agent(1).start(request("research", null, null), listener).await();
        StepResult second =
                agent(2).start(request("research", null, null), listener).await();

        assertThat(first.outcome()).isEqualTo(new Outcome(OutcomeKind.USAGE_LIMITED, "the limit", NOW.plusSeconds(5)));
        assertThat(second.outcome()).isEqualTo(Outcome.completed());
    }

    @Test
    void remembersTheFirstTimesOverRestarts() throws Exception {
        write("[research]\nfirst 2: outcome overloaded busy\n");
        for (int attempt = 1; attempt <= 3; attempt++) {
            StepResult result = agent(attempt)
                    .start(request("research", null, null), listener)
                    .await();
            assertThat(result.outcome().kind())
                    .isEqualTo(attempt <= 2 ? OutcomeKind.OVERLOADED : OutcomeKind.COMPLETED);
        }
    }

    @Test
    void echoesThePromptByteForByte() throws Exception {
        byte[] prompt = new byte[1 << 20];
        new Random(7).nextBytes(prompt);
        Files.write(sprint.resolve("prompt.md"), prompt);
        play("[research]\necho-prompt copy.bin\n");

        assertThat(sprint.resolve("copy.bin")).hasBinaryContent(prompt);
    }

    @Test
    void takesAMessageWhileItWaits() throws Exception {
        write("[research]\nsay ready\nawait-message answer.txt\n");
        AgentRun run = agent(1).start(request("research", null, null), listener);
        listener.awaitLine("ready");

        assertThat(run.message("use seed 7")).isTrue();
        assertThat(run.await().outcome().kind()).isEqualTo(OutcomeKind.COMPLETED);
        assertThat(sprint.resolve("answer.txt")).hasContent("use seed 7");
        assertThat(run.message("too late")).isFalse();
    }

    @Test
    void endsEveryWaitAtOnceWhenStopped() throws Exception {
        for (String wait : new String[] {"hang", "sleep 1h", "await-message", "run sleep 3600"}) {
            write("[research]\nsay " + wait + " now\n" + wait + "\nwrite after.txt x\n");
            AgentRun run = agent(1).start(request("research", null, null), listener);
            listener.awaitLine(wait + " now");
            long before = System.nanoTime();
            run.stop(OutcomeKind.CANCELLED, "by a test");
            run.stop(OutcomeKind.INTERRUPTED, "a repeat that does nothing");

            assertThat(run.await().outcome()).isEqualTo(Outcome.of(OutcomeKind.CANCELLED, "by a test"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(sprint.resolve("after.txt")).doesNotExist();
        }
    }

    @Test
    void killsACommandsWholeTreeWhenStopped() throws Exception {
        write("[research]\nrun trap '' TERM; (trap '' TERM; sleep 3600) & echo child $!; wait\n");
        AgentRun run = agent(1).start(request("research", null, null), listener);
        listener.awaitLine("  child ");
        String line = listener.lines.stream()
                .filter(text -> text.startsWith("  child "))
                .findFirst()
                .orElseThrow();
        ProcessHandle child =
                ProcessHandle.of(Long.parseLong(line.substring(8))).orElseThrow();
        run.stop(OutcomeKind.INTERRUPTED, "");

        run.await();
        child.onExit().get();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void outlastsTheGraceWhenItIgnoresTheRequestToEnd() throws Exception {
        write("[research]\nignore-term\nsay deaf\nhang\n");
        AgentRun run = agent(1).start(request("research", null, null), listener);
        listener.awaitLine("deaf");
        long before = System.nanoTime();
        run.stop(OutcomeKind.INTERRUPTED, "");

        assertThat(run.await().outcome().kind()).isEqualTo(OutcomeKind.INTERRUPTED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void failsTheStepWithTheFaultsOfItsFile() throws Exception {
        assertThat(play("[research]\nshout\n").outcome().detail()).contains("script.steps: line 2: expected one of");
        assertThat(play("[report]\nsay x\n").outcome().detail()).contains("expected a section [research] or [default]");
        Files.delete(sprint.resolve("script.steps"));
        assertThat(agent(1).start(request("research", null, null), listener)
                        .await()
                        .outcome()
                        .detail())
                .contains("expected a file of steps here, found none");
    }

    @Test
    void playsAnInstantStepInMilliseconds() throws Exception {
        play("[research]\nwrite a.txt x\n");
        long before = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            agent(1).start(request("research", null, null), listener).await();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    private StepResult play(String script) throws IOException, InterruptedException {
        write(script);
        return agent(1).start(request("research", null, null), listener).await();
    }

    private void write(String script) throws IOException {
        Files.writeString(sprint.resolve("script.steps"), script);
    }

    private ScriptedAgent agent(int attempt) {
        return new ScriptedAgent(
                "script.steps",
                new ScriptedSetting(
                        attempt, System.getenv(), Duration.ofMillis(300), Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private StepRequest request(String step, @Nullable String session, @Nullable Double budget) {
        return new StepRequest(
                step, sprint, sprint.resolve("prompt.md"), session, budget, sprint.resolve("stream.jsonl"));
    }
}
