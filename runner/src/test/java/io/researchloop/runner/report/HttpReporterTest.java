package io.researchloop.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.report.FakeOrchestrator.Answer;
import io.researchloop.runner.report.FakeOrchestrator.Request;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpReporterTest {
    private static final String HEARTBEAT = "/api/webhook/heartbeat";
    private static final String COMPLETE = "/api/webhook/sprint-complete";
    private static final RetryPolicy QUICK = new RetryPolicy(
            Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(5));

    private final FakeOrchestrator server = FakeOrchestrator.start();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();

    HttpReporterTest() throws IOException {}

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aHeartbeatCarriesTokenAndItsOwnDeliveryId() throws Exception {
        try (HttpReporter reporter = reporter(QUICK)) {
            reporter.heartbeat(heartbeat(7));

            Request request = server.awaitRequests(HEARTBEAT, 1).get(0);
            assertThat(request.header("X-webhook-token")).isEqualTo("secret");
            assertThat(request.header("X-delivery-id")).isEqualTo("sp-1-2-heartbeat-7");
            assertThat(request.header("Content-type")).isEqualTo("application/json");
            assertThat(Json.read(request.text(), Heartbeat.class)).isEqualTo(heartbeat(7));
        }
    }

    @Test
    void theAnswersCommandsAreHeard() throws Exception {
        server.answers(
                Answer.ok("{\"ok\":true,\"commands\":[{\"id\":\"c1\",\"kind\":\"message\",\"text\":\"Use n=100\"}]}"));

        try (HttpReporter reporter = reporter(QUICK)) {
            reporter.heartbeat(heartbeat(1));

            assertThat(commands.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(new Command("c1", Command.Kind.MESSAGE, "Use n=100"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{\"commands\":[{\"id\":\"x\",\"kind\":\"dance\"}]}", "null"})
    void anAnswerThatMakesNoSenseIsNone(String body) throws Exception {
        server.answers(Answer.ok(body));

        try (HttpReporter reporter = reporter(QUICK)) {
            reporter.heartbeat(heartbeat(1));
            server.awaitRequests(HEARTBEAT, 1);
            reporter.heartbeat(heartbeat(2));

            server.awaitRequests(HEARTBEAT, 2);
            assertThat(commands).isEmpty();
        }
    }

    @Test
    void aSlowServerSlowsNobodyAndMissesOnlyWhatIsOutOfDate() throws Exception {
        server.answers(Answer.of(200).after(500));

        try (HttpReporter reporter = reporter(QUICK)) {
            reporter.heartbeat(heartbeat(1));
            server.awaitRequests(HEARTBEAT, 1);
            long begin = System.nanoTime();
            for (int i = 2; i <= 1000; i++) {
                reporter.heartbeat(heartbeat(i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(400));

            List<Request> requests = server.awaitRequests(HEARTBEAT, 2);
            assertThat(requests.get(1).header("X-delivery-id")).isEqualTo("sp-1-2-heartbeat-1000");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void theCompletionIsTriedAgainUnderTheSameId(int status) throws Exception {
        server.answers(Answer.of(status), Answer.of(status), Answer.of(status));

        reporter(QUICK).completed(completion());

        List<Request> requests = server.requests(COMPLETE);
        assertThat(requests).hasSize(4);
        assertThat(requests)
                .extracting(r -> r.header("X-delivery-id"))
                .containsOnly(requests.get(0).header("X-delivery-id"));
        assertThat(requests).extracting(Request::body).containsOnly(Json.write(completion()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 422, 301, 307})
    void aRefusalIsFinal(int status) throws Exception {
        server.always(Answer.of(status).with("Location", server.url() + "/elsewhere"));

        reporter(QUICK).completed(completion());

        assertThat(server.paths()).containsExactly(COMPLETE);
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        server.answers(Answer.of(503).with("Retry-After", "1"));
        long begin = System.nanoTime();

        reporter(QUICK).completed(completion());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(990));
        assertThat(server.requests(COMPLETE)).hasSize(2);
    }

    @Test
    void anotherWordOfTheSameAttemptHasAnotherId() throws Exception {
        reporter(QUICK).completed(completion());
        reporter(QUICK).completed(completion(Outcome.of(OutcomeKind.INTERRUPTED, "")));

        List<Request> requests = server.requests(COMPLETE);
        assertThat(requests.get(0).header("X-delivery-id"))
                .isNotEqualTo(requests.get(1).header("X-delivery-id"));
    }

    @Test
    void outlastsAServerThatIsNotThereYet() throws Exception {
        int port = FakeOrchestrator.freePort();
        HttpReporter reporter = new HttpReporter(
                "http://127.0.0.1:" + port, "secret", null, QUICK, InstantSource.system(), commands::add);
        Thread completing = new Thread(() -> complete(reporter));
        completing.start();
        Thread.sleep(200);

        try (FakeOrchestrator late = FakeOrchestrator.start(port)) {
            assertThat(late.awaitRequests(COMPLETE, 1)).hasSize(1);
            completing.join();
        }
    }

    @Test
    void doesNotHoldTheJobForAServerThatNeverTookAnything() throws Exception {
        server.always(Answer.of(503));
        long begin = System.nanoTime();

        reporter(policy(Duration.ofHours(1), Duration.ofMillis(200))).completed(completion());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void waitsForAServerThatWasThereBefore() throws Exception {
        HttpReporter reporter = reporter(policy(Duration.ofHours(1), Duration.ZERO));
        reporter.heartbeat(heartbeat(1));
        server.awaitRequests(HEARTBEAT, 1);
        Thread.sleep(100);
        server.answers(Answer.of(500), Answer.of(500), Answer.of(500));

        reporter.completed(completion());

        assertThat(server.requests(COMPLETE)).hasSize(4);
    }

    @Test
    void doesNotWaitIntoTheTimeLimitOfTheJob() throws Exception {
        server.always(Answer.of(503));
        HttpReporter reporter = reporter(
                policy(Duration.ofHours(1), Duration.ofHours(1)), Instant.now().plusSeconds(61));
        long begin = System.nanoTime();

        reporter.completed(completion());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aSignalEndsTheWaitWithAFewLastTries() throws Exception {
        server.always(Answer.of(503));
        HttpReporter reporter = reporter(new RetryPolicy(
                Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1)));
        Thread completing = new Thread(() -> complete(reporter));
        completing.start();
        server.awaitRequests(COMPLETE, 1);

        reporter.hurry();
        server.awaitRequests(COMPLETE, 2);
        server.always(Answer.of(200));

        completing.join(5000);
        assertThat(completing.isAlive()).isFalse();
    }

    private void complete(HttpReporter reporter) {
        try {
            reporter.completed(completion());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpReporter reporter(RetryPolicy policy) {
        return reporter(policy, null);
    }

    private HttpReporter reporter(RetryPolicy policy, @Nullable Instant endsBy) {
        return new HttpReporter(server.url() + "/", "secret", endsBy, policy, InstantSource.system(), commands::add);
    }

    private static RetryPolicy policy(Duration patience, Duration strangerPatience) {
        return new RetryPolicy(Duration.ofMillis(10), Duration.ofMillis(50), patience, strangerPatience);
    }

    private static Completion completion() {
        return completion(Outcome.completed());
    }

    private static Completion completion(Outcome outcome) {
        return new Completion("sp-1", "completed", "It works.", null, null, null, 2, outcome, null, null, null);
    }

    private static Heartbeat heartbeat(long sequence) {
        return new Heartbeat(
                "sp-1", "research", "log – ü", null, null, null, 2, sequence, null, null, "fake", null, 0L, null);
    }
}
