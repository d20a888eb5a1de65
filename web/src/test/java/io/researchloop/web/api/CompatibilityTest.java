package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 0.1's routes, row by row. */
class CompatibilityTest {
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

    static String newSprint() {
        return http.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"Try weight decay\"}")
                .json()
                .get("sprint_id")
                .getAsString();
    }

    static void end(String sprintId, SprintStatus status) {
        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprintId, 9, status, 1, 0, 0, null, 0, null, null, null, Instant.now(), null, null, null));
    }

    @Test
    void authGivesATokenThatOpensTheApi() {
        Answer answer = server.http().post("/api/auth", "{\"password\":\"" + TestServer.PASSWORD + "\"}");

        assertThat(answer.status()).isEqualTo(200);
        String token = answer.json().get("token").getAsString();
        assertThat(server.http().bearer(token).get("/api/studies").status()).isEqualTo(200);
    }

    @Test
    void authRefusesAWrongPassword() {
        Answer answer = server.http().post("/api/auth", "{\"password\":\"wrong\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.detail()).isEqualTo("Invalid password");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void authSaysThatThereIsNoPassword(@TempDir Path other) throws IOException {
        try (TestServer bare = TestServer.start(other, "", Map.of())) {
            Answer answer = bare.http().post("/api/auth", "{\"password\":\"x\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail()).isEqualTo("No password configured on this server");
        }
    }

    @Test
    void listsStudiesWithTheirFields() {
        JsonArray studies = http.get("/api/studies").json().getAsJsonArray("studies");

        assertThat(studies).hasSize(1);
        assertThat(studies.get(0).getAsJsonObject().keySet())
                .contains(
                        "name",
                        "cluster",
                        "description",
                        "claude_md_path",
                        "sprints_dir",
                        "created_at",
                        "config_json",
                        "source");
    }

    @Test
    void createsASprintThatWaitsForTheEngine() {
        Answer answer = http.post(
                "/api/sprints",
                "{\"study_name\":\"grokking\",\"idea\":\"Does it grok?\",\"job_options\":{\"cpus\":4}}");

        assertThat(answer.status()).isEqualTo(201);
        JsonObject created = answer.json();
        assertThat(created.get("sprint_id").getAsString()).matches("sp-[0-9a-f]{8}");
        assertThat(created.get("study_name").getAsString()).isEqualTo("grokking");
        assertThat(created.get("status").getAsString()).isEqualTo("pending");
        assertThat(created.get("job_id").isJsonNull()).isTrue();
    }

    @Test
    void showsASprintWithAllFieldsAndNoToken() {
        String id = newSprint();

        JsonObject sprint = http.get("/api/sprints/" + id).json().getAsJsonObject("sprint");

        assertThat(sprint.keySet())
                .contains(
                        "id",
                        "study_name",
                        "idea",
                        "status",
                        "job_id",
                        "directory",
                        "created_at",
                        "started_at",
                        "completed_at",
                        "error",
                        "summary",
                        "session_id",
                        "loop_id",
                        "metadata_json",
                        "phase",
                        "attempt",
                        "queue_position",
                        "cost_usd")
                .doesNotContain("webhook_token");
        assertThat(sprint.get("idea").getAsString()).isEqualTo("Try weight decay");
        assertThat(sprint.get("created_at").getAsString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(sprint.get("directory").getAsString())
                .matches(".*/work/grokking/\\d{4}-\\d\\d-\\d\\d--\\d\\d-\\d\\d--" + id + "--try-weight-decay");
    }

    @Test
    void sprintNotFound() {
        Answer answer = http.get("/api/sprints/sp-00000000");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).isEqualTo("Sprint not found");
        assertThat(answer.json().keySet()).contains("title", "status", "instance");
    }

    @Test
    void listsNewestFirstAndClampsTheLimit() {
        newSprint();
        String newest = newSprint();

        JsonArray one = http.get("/api/sprints?limit=0").json().getAsJsonArray("sprints");
        assertThat(one).hasSize(1);
        assertThat(one.get(0).getAsJsonObject().get("id").getAsString()).isEqualTo(newest);
        assertThat(http.get("/api/sprints?limit=999999").status()).isEqualTo(200);
        assertThat(http.get("/api/sprints?study_name=other").json().getAsJsonArray("sprints"))
                .isEmpty();
    }

    @Test
    void pagesByCursor() {
        newSprint();
        newSprint();

        JsonObject first = http.get("/api/sprints?limit=1").json();
        JsonObject second = http.get("/api/sprints?limit=1&cursor="
                        + first.get("next_cursor").getAsString())
                .json();

        assertThat(second.getAsJsonArray("sprints")).hasSize(1).isNotEqualTo(first.getAsJsonArray("sprints"));
    }

    @Test
    void createWantsStudyAndIdea() {
        for (String body :
                new String[] {"{}", "{\"study_name\":\"grokking\"}", "{\"study_name\":\"grokking\",\"idea\":\"  \"}"}) {
            Answer answer = http.post("/api/sprints", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.detail()).isEqualTo("study_name and idea are required");
        }
    }

    @Test
    void createRefusesAnUnknownStudy() {
        Answer answer = http.post("/api/sprints", "{\"study_name\":\"nope\",\"idea\":\"x\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.detail()).contains("nope");
    }

    @Test
    void cancelsALiveSprintAndLeavesAFinishedOneAlone() {
        String id = newSprint();
        assertThat(http.post("/api/sprints/" + id + "/cancel", "ignored, whatever it is")
                        .body())
                .isEqualTo("{\"cancelled\":true}");

        end(id, SprintStatus.COMPLETED);

        assertThat(http.post("/api/sprints/" + id + "/cancel", "").body()).isEqualTo("{\"cancelled\":false}");
        assertThat(http.post("/api/sprints/sp-00000000/cancel", "").status()).isEqualTo(404);
    }

    @Test
    void takesAHeartbeat() {
        String id = newSprint();

        Answer answer = server.http()
                .runner(server.runnerToken(id))
                .post(
                        "/api/webhook/heartbeat",
                        "{\"sprint_id\":\"" + id + "\",\"phase\":\"research\",\"log_tail\":\"…\",\"progress\":\"p\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(http.get("/api/sprints/" + id)
                        .json()
                        .getAsJsonObject("sprint")
                        .get("phase")
                        .getAsString())
                .isEqualTo("research");
    }

    @Test
    void takesACompletionAndItsRepeats() {
        String id = newSprint();
        Http runner = server.http().runner(server.runnerToken(id));
        String word = "{\"sprint_id\":\"" + id + "\",\"status\":\"completed\",\"summary\":\"It groks\"}";

        for (int i = 0; i < 3; i++) {
            Answer answer = runner.post("/api/webhook/sprint-complete", word);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"ok\":true,\"sprint_id\":\"" + id + "\"}");
        }
        assertThat(http.get("/api/sprints/" + id)
                        .json()
                        .getAsJsonObject("sprint")
                        .get("summary")
                        .getAsString())
                .isEqualTo("It groks");
    }

    @Test
    void completionRefusesOtherWordsAndUnknownTweaks() {
        String id = newSprint();
        Http runner = server.http().runner(server.runnerToken(id));

        assertThat(runner.post("/api/webhook/sprint-complete", "{\"sprint_id\":\"" + id + "\",\"status\":\"done\"}")
                        .status())
                .isEqualTo(400);
        Answer tweak = runner.post(
                "/api/webhook/sprint-complete",
                "{\"sprint_id\":\"" + id + "\",\"status\":\"completed\",\"tweak_id\":\"tw-1\"}");
        assertThat(tweak.status()).isEqualTo(404);
        assertThat(tweak.detail()).isEqualTo("Tweak not found");
    }

    @Test
    void takesAFileAndGivesItBackAsAnAttachment() {
        String id = newSprint();

        Answer stored = server.http()
                .runner(server.runnerToken(id))
                .upload(
                        "/api/artifacts/" + id,
                        "results/plot.svg",
                        "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.body()).isEqualTo("{\"ok\":true,\"filename\":\"results/plot.svg\",\"size\":6}");
        Answer file = http.get("/api/sprints/" + id + "/artifacts/results/plot.svg");
        assertThat(file.body()).isEqualTo("<svg/>");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(file.header("Content-Security-Policy")).contains("sandbox");
        assertThat(http.with("Range", "bytes=1-3")
                        .get("/api/sprints/" + id + "/artifacts/results/plot.svg")
                        .body())
                .isEqualTo("svg");
        assertThat(http.get("/api/sprints/" + id + "/artifacts").json().getAsJsonArray("artifacts"))
                .hasSize(1);
    }

    @Test
    void theRootLeadsToTheDashboard() {
        Answer answer = server.http().get("/");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/dashboard/");
    }
}
