package io.researchloop.web.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.DeliveryKind;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerRoutesTest {
    static TestServer server;
    static Path folder;

    String sprint;
    Http runner;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server = TestServer.start(temporary);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newSprint() {
        sprint = server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "An idea"))
                .id();
        runner = server.http().runner(server.runnerToken(sprint));
    }

    private List<Delivery> inbox(DeliveryKind kind) {
        return server.bean(WebhookInbox.class).undelivered(1000).stream()
                .filter(delivery -> delivery.sprintId().equals(sprint) && delivery.kind() == kind)
                .toList();
    }

    private void end(SprintStatus status) {
        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint, 9, status, 1, 0, 0, null, 0, null, null, null, Instant.now(), null, null, null));
    }

    private JsonObject shown() {
        return server.http().secret().get("/api/sprints/" + sprint).json().getAsJsonObject("sprint");
    }

    private Answer beat(int attempt, long sequence) {
        return runner.post(
                "/api/webhook/heartbeat",
                "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"research\",\"attempt\":" + attempt + ",\"sequence\":"
                        + sequence + "}");
    }

    private Answer complete(String summary) {
        return runner.post(
                "/api/webhook/sprint-complete",
                "{\"sprint_id\":\"" + sprint + "\",\"status\":\"completed\",\"attempt\":1,\"summary\":\"" + summary
                        + "\"}");
    }

    @Test
    void theFirstHeartbeatOfAnAttemptIsToldTheWorkflowOnce() {
        for (int i = 1; i <= 5; i++) {
            assertThat(beat(1, i).status()).isEqualTo(200);
        }

        assertThat(inbox(DeliveryKind.RUNNER_STARTED))
                .extracting(Delivery::deliveryId)
                .containsExactly(sprint + "-1-started");
    }

    @Test
    void ofEightCompletionsAtOnceTheFirstOneCounts() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Answer>> words = IntStream.range(0, 8)
                    .<Callable<Answer>>mapToObj(i -> () -> complete("summary " + i))
                    .toList();
            for (Future<Answer> answer : threads.invokeAll(words)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }

        List<Delivery> words = inbox(DeliveryKind.RUNNER_ENDED);
        assertThat(words).hasSize(1);
        String summary = shown().get("summary").getAsString();
        assertThat(complete("summary 99").status()).isEqualTo(200);
        assertThat(shown().get("summary").getAsString()).isEqualTo(summary).startsWith("summary ");
    }

    @Test
    void aHeartbeatAfterTheEndChangesNothing() {
        end(SprintStatus.CANCELLED);

        assertThat(beat(1, 1).status()).isEqualTo(200);
        assertThat(complete("too late").status()).isEqualTo(200);

        assertThat(shown().get("status").getAsString()).isEqualTo("cancelled");
        assertThat(shown().get("summary").isJsonNull()).isTrue();
        assertThat(inbox(DeliveryKind.RUNNER_STARTED)).isEmpty();
        assertThat(inbox(DeliveryKind.RUNNER_ENDED)).isEmpty();
    }

    @Test
    void aRunnerSpeaksForNoOtherSprint() {
        String other = server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "Other"))
                .id();

        Answer answer =
                runner.post("/api/webhook/sprint-complete", "{\"sprint_id\":\"" + other + "\",\"status\":\"failed\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(runner.upload("/api/artifacts/" + other, "a.txt", new byte[1])
                        .status())
                .isEqualTo(403);
        assertThat(server.bean(WebhookInbox.class).undelivered(1000))
                .noneMatch(delivery -> delivery.sprintId().equals(other));
    }

    @Test
    void anUnknownSprintIsNotFoundEvenWithItsToken() {
        Http stranger = server.http().runner(server.runnerToken("sp-00000000"));

        assertThat(stranger.post("/api/webhook/heartbeat", "{\"sprint_id\":\"sp-00000000\",\"phase\":\"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.post(
                                "/api/webhook/sprint-complete", "{\"sprint_id\":\"sp-00000000\",\"status\":\"failed\"}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.upload("/api/artifacts/sp-00000000", "a", new byte[1])
                        .status())
                .isEqualTo(404);
    }

    @Test
    void commandsGoOutInTwoAnswers() {
        assertThat(server.http()
                        .secret()
                        .post("/api/sprints/" + sprint + "/message", "{\"text\":\"Look at the loss\"}")
                        .status())
                .isEqualTo(201);

        assertThat(beat(1, 1).body()).contains("Look at the loss", "\"kind\":\"message\"");
        assertThat(beat(1, 2).body()).contains("Look at the loss");
        assertThat(beat(1, 3).body()).isEqualTo("{\"ok\":true}");
    }

    @Test
    void aCancelReachesTheInboxAndTheRunner() {
        server.http().secret().post("/api/sprints/" + sprint + "/cancel", "");
        server.http().secret().post("/api/sprints/" + sprint + "/cancel", "");

        assertThat(inbox(DeliveryKind.CANCEL)).hasSize(1);
        assertThat(beat(1, 1).body()).contains("\"kind\":\"cancel\"");
    }

    @Test
    void refusesWhatIsNoHeartbeat() {
        assertThat(runner.post("/api/webhook/heartbeat", "{").status()).isEqualTo(400);
        assertThat(runner.post("/api/webhook/heartbeat", "").status()).isEqualTo(400);
        assertThat(runner.post("/api/webhook/heartbeat", "[]").status()).isEqualTo(400);
        assertThat(runner.post("/api/webhook/heartbeat", "{\"phase\":\"x\"}").detail())
                .isEqualTo("sprint_id is required");
        assertThat(runner.post("/api/webhook/heartbeat", "{\"sprint_id\":\"" + sprint + "\"}")
                        .detail())
                .isEqualTo("phase is required");
        assertThat(runner.post(
                                "/api/webhook/heartbeat",
                                "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"x\",\"recent_files\":7}")
                        .detail())
                .contains("recent_files");
        String large =
                "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"x\",\"progress\":\"" + "x".repeat(1024 * 1024) + "\"}";
        assertThat(runner.post("/api/webhook/heartbeat", large).status()).isEqualTo(413);
    }

    @Test
    void refusesNamesThatLeadOutOfTheFolder() {
        for (String name : List.of("../x", "/etc/passwd", "a/../../x", "a//b", "..", ".")) {
            assertThat(runner.upload("/api/artifacts/" + sprint, name, new byte[1])
                            .status())
                    .as(name)
                    .isEqualTo(400);
        }
        assertThat(folder.resolve("artifacts").resolve(sprint)).doesNotExist();
    }

    @Test
    void refusesAFileThatWasDamagedOnItsWay() {
        byte[] content = "the content".getBytes(StandardCharsets.UTF_8);

        Answer damaged = runner.with("X-Content-SHA256", Sha256.of("other content"))
                .upload("/api/artifacts/" + sprint, "report.md", content);
        assertThat(damaged.status()).isEqualTo(422);
        assertThat(runner.with("X-Content-SHA256", Sha256.of("the content"))
                        .upload("/api/artifacts/" + sprint, "report.md", content)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aFileOfAHundredMegabytesIsNotHeldInMemory() throws IOException {
        int megabyte = 1024 * 1024;
        long before = heldAfterCollection();
        AtomicLong heldNearTheEnd = new AtomicLong();

        Answer stored = runner.upload(
                "/api/artifacts/" + sprint,
                "results/large.bin",
                BodyPublishers.ofInputStream(() ->
                        new Zeros(100L * megabyte, 90L * megabyte, () -> heldNearTheEnd.set(heldAfterCollection()))));

        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.json().get("size").getAsLong()).isEqualTo(100L * megabyte);
        assertThat(heldNearTheEnd.get()).isPositive();
        assertThat(heldNearTheEnd.get() - before).isLessThan(20L * megabyte);
        Path kept = folder.resolve("artifacts").resolve(sprint).resolve("results/large.bin");
        assertThat(Files.size(kept)).isEqualTo(100L * megabyte);
        try (var left = Files.list(folder.resolve("artifacts/.incoming"))) {
            assertThat(left).isEmpty();
        }
        Files.delete(kept);
    }

    /** So many zeros; at one of them something is looked at. */
    private static final class Zeros extends InputStream {
        private final Runnable look;
        private long left;
        private long beforeLook;

        Zeros(long length, long beforeLook, Runnable look) {
            this.left = length;
            this.beforeLook = beforeLook;
            this.look = look;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(length, left);
            left -= given;
            boolean crossed = beforeLook > 0 && beforeLook <= given;
            beforeLook -= given;
            if (crossed) {
                look.run();
            }
            return given;
        }
    }

    private static long heldAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
