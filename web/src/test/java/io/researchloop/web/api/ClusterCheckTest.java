package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real inspection of the real cluster of this machine, over real HTTP. */
@Timeout(60)
class ClusterCheckTest {
    private static final List<String> LINKS =
            List.of("shell", "scheduler", "working directory", "java", "callback", "clock");

    private static TestServer server;
    private static Http http;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        http = server.http().with("X-Shared-Secret", TestServer.SECRET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWhenEveryLinkWasTried() {
        Answer answer = http.post("/api/clusters/here/check", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("name").getAsString()).isEqualTo("here");
        assertThat(answer.json().get("ok").getAsBoolean()).as(answer.body()).isTrue();
        assertThat(answer.json().get("running").getAsBoolean()).isFalse();
        assertThat(texts(answer, "name")).isEqualTo(LINKS);
        assertThat(texts(answer, "status")).containsOnly("ok");
        assertThat(texts(answer, "detail").get(4)).contains("answers from the login node");
    }

    @Test
    void tellsHowFarItIsToThoseWhoDoNotWait() throws Exception {
        Answer begun = http.post("/api/clusters/here/check?wait=false", "");

        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().get("running").getAsBoolean()).isTrue();
        assertThat(begun.json().get("ok").getAsBoolean()).isFalse();
        Answer now = http.get("/api/clusters/here/check");
        while (now.json().get("running").getAsBoolean()) {
            Thread.sleep(20);
            now = http.get("/api/clusters/here/check");
        }
        assertThat(texts(now, "name")).isEqualTo(LINKS);
        assertThat(now.json().get("finished_at").getAsString()).isNotEmpty();
    }

    @Test
    void aClusterThatIsNotThereIsNotChecked() {
        assertThat(http.post("/api/clusters/none/check", "{}").status()).isEqualTo(404);
        assertThat(http.get("/api/clusters/none/check").status()).isEqualTo(404);
    }

    @Test
    void theListSaysHowTheClusterFares() {
        JsonObject here = http.get("/api/clusters")
                .json()
                .getAsJsonArray("clusters")
                .get(0)
                .getAsJsonObject();

        assertThat(here.get("state").getAsString()).isEqualTo("unknown");
        assertThat(here.get("queued").getAsInt()).isZero();
        assertThat(here.get("slots_in_use").getAsInt()).isZero();
        assertThat(here.get("deployment").isJsonNull()).isTrue();
    }

    private static List<String> texts(Answer answer, String field) {
        return answer.json().getAsJsonArray("steps").asList().stream()
                .map(step -> step.getAsJsonObject().get(field).getAsString())
                .toList();
    }
}
