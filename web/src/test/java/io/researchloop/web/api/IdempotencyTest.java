package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.CommandStore;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyTest {
    private static final String BODY =
            "{\"study_name\":\"grokking\",\"idea\":\"Once only\",\"job_options\":{\"b\":1,\"A\":2}}";

    static TestServer server;
    static Http http;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        http = server.http().secret();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int sprints() {
        return http.get("/api/sprints?limit=1000")
                .json()
                .getAsJsonArray("sprints")
                .size();
    }

    @Test
    void repeatsAtOnceMakeOneSprint() throws Exception {
        int before = sprints();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<String> ids = new java.util.HashSet<>();
        try {
            Callable<Answer> create = () -> http.with("Idempotency-Key", "k-1").post("/api/sprints", BODY);
            for (Future<Answer> answer :
                    threads.invokeAll(Stream.generate(() -> create).limit(16).toList())) {
                assertThat(answer.get().status()).isEqualTo(201);
                ids.add(answer.get().json().get("sprint_id").getAsString());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(ids).hasSize(1);
        assertThat(sprints()).isEqualTo(before + 1);
    }

    @Test
    void aKeyIsForOneRequest() {
        http.with("Idempotency-Key", "k-2").post("/api/sprints", BODY);

        Answer other = http.with("Idempotency-Key", "k-2").post("/api/sprints", BODY.replace("Once", "Twice"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.detail()).contains("Idempotency-Key");
    }

    @Test
    void aResubmissionIsRepeatedNeither() {
        String id = http.post("/api/sprints", BODY).json().get("sprint_id").getAsString();

        Answer first = http.with("Idempotency-Key", "k-3").post("/api/sprints/" + id + "/resubmit", "");
        Answer second = http.with("Idempotency-Key", "k-3").post("/api/sprints/" + id + "/resubmit", "");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        String copy = first.json().get("sprint_id").getAsString();
        assertThat(http.get("/api/sprints/" + copy)
                        .json()
                        .getAsJsonObject("sprint")
                        .get("resubmit_of")
                        .getAsString())
                .isEqualTo(id);
    }

    @Test
    void aTokenComesBackTheSameAndCanBeRevoked() {
        Answer first = http.with("Idempotency-Key", "k-4").post("/api/tokens", "{\"name\":\"ci\"}");
        Answer second = http.with("Idempotency-Key", "k-4").post("/api/tokens", "{\"name\":\"ci\"}");
        assertThat(second.body()).isEqualTo(first.body());
        String token = first.json().get("token").getAsString();
        assertThat(http.get("/api/tokens").body()).contains("\"name\":\"ci\"").doesNotContain(token);
        assertThat(server.http().bearer(token).get("/api/studies").status()).isEqualTo(200);

        Answer gone = http.send(
                "DELETE",
                "/api/tokens/" + first.json().get("id").getAsString(),
                java.net.http.HttpRequest.BodyPublishers.noBody(),
                null);

        assertThat(gone.body()).isEqualTo("{\"revoked\":true}");
        assertThat(server.http().bearer(token).get("/api/studies").status()).isEqualTo(401);
    }

    @Test
    void aMessageIsHeardOnce() {
        String id = http.post("/api/sprints", BODY).json().get("sprint_id").getAsString();
        String path = "/api/sprints/" + id + "/message";
        String text = "{\"text\":\"Leave the largest run out\"}";

        Answer first = http.with("Idempotency-Key", "k-5").post(path, text);
        Answer second = http.with("Idempotency-Key", "k-5").post(path, text);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(server.bean(CommandStore.class).pending(id)).hasSize(1);
        assertThat(http.with("Idempotency-Key", "k-5")
                        .post(path, "{\"text\":\"Another\"}")
                        .status())
                .isEqualTo(422);
        http.post("/api/sprints/" + id + "/cancel", "");
        assertThat(http.with("Idempotency-Key", "k-5").post(path, text).status())
                .isEqualTo(201);
    }
}
