package io.researchloop.web.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultRoutesTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private static TestServer server;
    private static Http api;
    private static String first;
    private static String second;
    private static String broken;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        api = server.http().secret();
        first = ended(
                "{\"f1\":{\"value\":0.5,\"direction\":\"max\"},\"loss\":{\"value\":3,\"unit\":\"nats\"}}", 1.25, 60);
        second = ended("{\"f1\":{\"value\":0.75,\"direction\":\"max\"}}", 0.75, 90);
        broken = ended("{\"f1\": NaN}", 0.5, 30);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String ended(String metrics, double cost, int seconds) {
        SprintStore sprints = server.bean(SprintStore.class);
        String id = server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "Idea with " + metrics))
                .id();
        sprints.saveResults(
                id,
                new SprintResults(
                        null,
                        "Summary",
                        null,
                        null,
                        metrics,
                        "session",
                        new Usage(cost, 100, 10, 3),
                        List.of(new StepReport(
                                "research",
                                StepStatus.COMPLETED,
                                1,
                                START,
                                START.plusSeconds(seconds),
                                new Usage(cost, 100, 10, 3)))));
        sprints.project(new SprintProjection(
                id,
                1,
                SprintStatus.COMPLETED,
                1,
                0,
                0,
                null,
                seconds,
                START,
                START,
                START,
                START.plusSeconds(seconds),
                null,
                null,
                null));
        return id;
    }

    private static JsonObject json(String path) {
        Http.Answer answer = api.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JsonParser.parseString(answer.body()).getAsJsonObject();
    }

    @Test
    void theLeaderboardIsByTheCommonestMetricUnlessAnotherIsAskedFor() {
        JsonObject board = json("/api/studies/grokking/leaderboard");

        assertThat(board.get("metric").getAsString()).isEqualTo("f1");
        assertThat(board.get("direction").getAsString()).isEqualTo("max");
        assertThat(board.get("best").getAsString()).isEqualTo(second);
        assertThat(board.getAsJsonArray("leaderboard"))
                .extracting(place -> place.getAsJsonObject().get("sprint_id").getAsString())
                .containsExactly(second, first);
        assertThat(board.getAsJsonArray("series")).hasSize(3);
        assertThat(board.getAsJsonArray("metrics")).hasSize(2);

        JsonObject loss = json("/api/studies/grokking/leaderboard?metric=loss&direction=min&limit=1");
        assertThat(loss.get("unit").getAsString()).isEqualTo("nats");
        assertThat(loss.get("best").getAsString()).isEqualTo(first);
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(api.get("/api/studies/none/leaderboard").status()).isEqualTo(404);
        Http.Answer metric = api.get("/api/studies/grokking/leaderboard?metric=none");
        assertThat(metric.status()).isEqualTo(404);
        assertThat(metric.body()).contains("there are: f1, loss");
        assertThat(api.get("/api/studies/grokking/leaderboard?direction=up-and-away")
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/api/studies/grokking/leaderboard?limit=0").status())
                .isEqualTo(200);
    }

    @Test
    void sprintsSideBySideHaveDifferencesFromTheFirst() {
        JsonObject comparison = json("/api/sprints/compare?ids=" + first + "," + second);

        assertThat(comparison.getAsJsonArray("sprints"))
                .extracting(sprint -> sprint.getAsJsonObject().get("id").getAsString())
                .containsExactly(first, second);
        JsonObject f1 = comparison.getAsJsonArray("metrics").get(0).getAsJsonObject();
        assertThat(f1.getAsJsonArray("values").toString()).isEqualTo("[0.5,0.75]");
        assertThat(f1.getAsJsonArray("differences").toString()).isEqualTo("[null,0.25]");
        assertThat(f1.get("best").getAsInt()).isEqualTo(1);
        JsonObject loss = comparison.getAsJsonArray("metrics").get(1).getAsJsonObject();
        assertThat(loss.getAsJsonArray("values").toString()).isEqualTo("[3.0,null]");
        assertThat(loss.getAsJsonArray("differences").toString()).isEqualTo("[null,null]");
        assertThat(comparison.getAsJsonArray("numbers").toString())
                .contains("\"name\":\"cost_usd\",\"values\":[1.25,0.75],\"differences\":[null,-0.5]")
                .contains("\"name\":\"duration_seconds\",\"values\":[60.0,90.0],\"differences\":[null,30.0]");
    }

    @Test
    void aComparisonNeedsTwoToEightKnownSprints() {
        assertThat(api.get("/api/sprints/compare").status()).isEqualTo(400);
        assertThat(api.get("/api/sprints/compare?ids=" + first + "," + first).status())
                .isEqualTo(400);
        assertThat(api.get("/api/sprints/compare?ids=" + first + ",sp-00000000").status())
                .isEqualTo(404);
        assertThat(api.get("/api/sprints/compare?ids=a,b,c,d,e,f,g,h,i").status())
                .isEqualTo(400);
    }

    @Test
    void aBrokenMetricsFileIsAFaultAndTheAnswerStaysJson() {
        JsonObject sprint = json("/api/sprints/" + broken).getAsJsonObject("sprint");

        assertThat(sprint.get("status").getAsString()).isEqualTo("completed");
        assertThat(sprint.has("metrics")).isFalse();
        assertThat(sprint.get("metrics_fault").getAsString()).isEqualTo("metrics.json is not JSON.");
    }
}
