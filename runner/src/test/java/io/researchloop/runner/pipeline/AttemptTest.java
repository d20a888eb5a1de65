package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerEvent;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.report.FakeOrchestrator;
import io.researchloop.runner.report.FakeOrchestrator.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptTest {
    private static final Command CANCEL = new Command("c-1", Command.Kind.CANCEL, null);

    private final Path root;
    private final TestSprint sprint;

    AttemptTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.sprint = new TestSprint(root);
        sprint.rounds = 0;
    }

    @Test
    void aCancelInTheInboxEndsTheSprint() throws Exception {
        FakeAgent agent = new FakeAgent().hangsIn("report");
        CompletableFuture<Integer> code = begin(sprint.attempt(1, agent));
        agent.awaitHanging();

        sprint.put(CANCEL);

        assertThat(end(code)).isEqualTo(OutcomeKind.CANCELLED.exitCode());
        assertThat(sprint.outcome().kind()).isEqualTo(OutcomeKind.CANCELLED);
        assertThat(root.resolve(SprintFiles.INBOX + "/done/c-1.json")).exists();
        assertThat(agent.steps()).containsExactly("research", "report");
    }

    @Test
    void aCancelInAHeartbeatsAnswerEndsTheSprint() throws Exception {
        try (FakeOrchestrator server = FakeOrchestrator.start()) {
            server.always(Answer.ok("{\"ok\":true,\"commands\":[" + Json.write(CANCEL) + "]}"));
            sprint.url = server.url();
            FakeAgent agent = new FakeAgent().hangsIn("research");

            int code = end(begin(sprint.attempt(1, agent)));

            assertThat(code).isEqualTo(OutcomeKind.CANCELLED.exitCode());
        }
    }

    @Test
    void anOldCancelDoesNotEndTheNextAttempt() throws Exception {
        FakeAgent first = new FakeAgent().hangsIn("report");
        CompletableFuture<Integer> code = begin(sprint.attempt(1, first));
        first.awaitHanging();
        sprint.put(CANCEL);
        end(code);
        sprint.put(CANCEL);

        FakeAgent second = new FakeAgent();
        second.on("report", (request, listener) -> {
            sleep(1500);
            return FakeAgent.writes(request, SprintFiles.REPORT, "# Report");
        });

        assertThat(end(begin(sprint.attempt(2, second)))).isZero();
        assertThat(root.resolve(SprintFiles.INBOX + "/c-1.json")).doesNotExist();
    }

    @Test
    void aMessageReachesTheAgentOnceThoughItComesInTwoWays() throws Exception {
        Command message = new Command("m-1", Command.Kind.MESSAGE, "Use n=100");
        try (FakeOrchestrator server = FakeOrchestrator.start()) {
            server.always(Answer.ok("{\"ok\":true,\"commands\":[" + Json.write(message) + "]}"));
            sprint.url = server.url();
            FakeAgent agent = new FakeAgent().takesMessages().hangsIn("report");
            Attempt attempt = sprint.attempt(1, agent);
            CompletableFuture<Integer> code = begin(attempt);
            agent.awaitHanging();

            sprint.put(message);
            server.awaitRequests("/api/webhook/heartbeat", 4);
            attempt.terminate();
            end(code);

            // The first answer may come before a step is at work; then the message is in a prompt instead.
            long inPrompts =
                    agent.prompts.stream().filter(p -> p.contains("Use n=100")).count();
            assertThat(agent.messages.size() + inPrompts).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatComesWhileTheAgentIsBeingStartedReachesIt() throws Exception {
        FakeAgent agent = new FakeAgent().takesMessages();
        agent.on("summarize", (request, listener) -> {
            sprint.put(new Command("m-1", Command.Kind.MESSAGE, "Use n=100"));
            sleep(1500);
            return FakeAgent.writes(request, SprintFiles.SUMMARY, "It works.\n");
        });

        assertThat(end(begin(sprint.attempt(1, agent)))).isZero();

        assertThat(agent.messages).containsExactly("Use n=100");
    }

    @Test
    void aMessageThatTheAgentCannotTakeStandsInTheNextPrompt() throws Exception {
        sprint.put(new Command("m-1", Command.Kind.MESSAGE, "Use n=100"));
        FakeAgent agent = new FakeAgent();
        agent.on("research", (request, listener) -> {
            sleep(1500);
            return FakeAgent.result(Outcome.completed(), "done");
        });

        end(begin(sprint.attempt(1, agent)));

        assertThat(agent.prompts.get(1)).startsWith("Do the step report.").contains("Use n=100");
        assertThat(agent.prompts.get(2)).isEqualTo("Do the step summarize.");
    }

    @Test
    void aMessageOutlivesTheAttemptThatHeardIt() throws Exception {
        FakeAgent first = new FakeAgent().hangsIn("report");
        Attempt attempt = sprint.attempt(1, first);
        CompletableFuture<Integer> code = begin(attempt);
        first.awaitHanging();
        sprint.put(new Command("m-1", Command.Kind.MESSAGE, "Use n=100"));
        awaitFile(SprintFiles.INBOX + "/done/m-1.json");
        attempt.terminate();
        end(code);

        FakeAgent second = new FakeAgent();
        end(begin(sprint.attempt(2, second)));

        assertThat(second.prompts.get(0)).contains("Use n=100");
    }

    @Test
    void aCommandThatMakesNoSenseIsPutAside() throws Exception {
        Path bad = Files.writeString(root.resolve(SprintFiles.INBOX + "/x.json"), "{\"id\":");
        Files.setLastModifiedTime(bad, FileTime.from(Instant.now().minusSeconds(60)));
        FakeAgent agent = new FakeAgent().on("research", (request, listener) -> {
            sleep(1500);
            return FakeAgent.result(Outcome.completed(), "done");
        });

        assertThat(end(begin(sprint.attempt(1, agent)))).isZero();
        assertThat(root.resolve(SprintFiles.INBOX + "/done/x.json")).exists();
        assertThat(sprint.read(SprintFiles.TOOL_LOG)).contains("x.json could not be understood");
    }

    @Test
    void aSignalKeepsSpendAndSessionOfTheStepAtWork() throws Exception {
        FakeAgent agent = new FakeAgent().hangsIn("report");
        Attempt attempt = sprint.attempt(1, agent);
        CompletableFuture<Integer> code = begin(attempt);
        agent.awaitHanging();

        assertThat(attempt.terminate()).isEqualTo(OutcomeKind.INTERRUPTED.exitCode());

        assertThat(end(code)).isEqualTo(OutcomeKind.INTERRUPTED.exitCode());
        PipelineState state = sprint.state();
        assertThat(state.sessionId()).isEqualTo("session-1");
        assertThat(state.usage().costUsd()).isEqualTo(0.2, within(1e-9));
        assertThat(state.steps().get(1).status()).isEqualTo(StepStatus.INTERRUPTED);
    }

    @Test
    void anAgentThatTheSameSignalKilledFirstCountsAsInterrupted() throws Exception {
        CountDownLatch dead = new CountDownLatch(1);
        FakeAgent agent = new FakeAgent().on("report", (request, listener) -> {
            dead.countDown();
            return FakeAgent.result(Outcome.of(OutcomeKind.AGENT_FAILED, "exit code 143"), "");
        });
        Attempt attempt = sprint.attempt(1, agent);
        CompletableFuture<Integer> code = begin(attempt);
        assertThat(dead.await(20, TimeUnit.SECONDS)).isTrue();

        attempt.terminate();

        assertThat(end(code)).isEqualTo(OutcomeKind.INTERRUPTED.exitCode());
        assertThat(sprint.outcome().kind()).isEqualTo(OutcomeKind.INTERRUPTED);
    }

    @Test
    void theSpendOfARunnerThatIsKilledIsOnDisk() throws Exception {
        FakeAgent agent = new FakeAgent().hangsIn("report");
        Attempt attempt = sprint.attempt(1, agent);
        CompletableFuture<Integer> code = begin(attempt);
        agent.awaitHanging();

        Thread.sleep(1500);

        assertThat(sprint.state().usage().costUsd()).isEqualTo(0.2, within(1e-9));
        attempt.terminate();
        end(code);
    }

    @Test
    void stopsBeforeTheTimeLimitOfTheJob() throws Exception {
        sprint.endsBy = Instant.now().plusSeconds(31);
        FakeAgent agent = new FakeAgent().hangsIn("report");

        int code = end(begin(sprint.attempt(1, agent)));

        assertThat(code).isEqualTo(OutcomeKind.INTERRUPTED.exitCode());
        assertThat(sprint.outcome().detail()).isEqualTo("The time limit of the job is near.");
    }

    @Test
    void tellsTheOrchestratorAllOfIt() throws Exception {
        try (FakeOrchestrator server = FakeOrchestrator.start()) {
            sprint.url = server.url();

            sprint.run(1, new FakeAgent());

            Completion completion = Json.read(
                    server.requests("/api/webhook/sprint-complete").get(0).text(), Completion.class);
            assertThat(completion.status()).isEqualTo("completed");
            assertThat(completion.summary()).isEqualTo("It works.");
            assertThat(completion.idea()).isEqualTo("Does it scale?");
            assertThat(completion.outcome()).isEqualTo(Outcome.completed());
            assertThat(completion.steps())
                    .extracting(StepReport::name)
                    .containsExactly("research", "report", "summarize");
            assertThat(server.requests("/api/artifacts/" + TestSprint.ID)).hasSize(4);
        }
    }

    @Test
    void theFilesSayTheSame() throws Exception {
        sprint.run(1, new FakeAgent());

        assertThat(sprint.events())
                .extracting(RunnerEvent::kind)
                .containsSubsequence(RunnerEvent.Kind.STEP, RunnerEvent.Kind.STEP, RunnerEvent.Kind.OUTCOME);
        Heartbeat last = Json.read(sprint.read(SprintFiles.STATUS), Heartbeat.class);
        assertThat(last.phase()).isEqualTo("summarize");
        assertThat(last.steps()).hasSize(3);
        assertThat(last.logTail()).contains("working on summarize");
        assertThat(last.recentFiles()).contains("report.md", "summary.txt");
    }

    @Test
    void theNumbersOfHeartbeatsGoOnInARequeuedAttempt() throws Exception {
        sprint.run(1, new FakeAgent().on("report", OutcomeKind.OVERLOADED));
        long before =
                Json.read(sprint.read(SprintFiles.STATUS), Heartbeat.class).sequence();

        sprint.run(1, new FakeAgent());

        assertThat(Json.read(sprint.read(SprintFiles.STATUS), Heartbeat.class).sequence())
                .isGreaterThan(before);
    }

    @Test
    void anUnreadableStateIsNeverReplacedByAnEmptyOne() throws Exception {
        Files.createDirectories(root.resolve(SprintFiles.STATE + "/is/a/directory"));

        int code = sprint.run(1, new FakeAgent());

        assertThat(code).isEqualTo(OutcomeKind.RUNNER_FAILED.exitCode());
        assertThat(root.resolve(SprintFiles.STATE + "/is/a/directory")).exists();
    }

    private static CompletableFuture<Integer> begin(Attempt attempt) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return attempt.run();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static int end(CompletableFuture<Integer> code) throws Exception {
        return code.get(20, TimeUnit.SECONDS);
    }

    private void awaitFile(String name) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(root.resolve(name))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
