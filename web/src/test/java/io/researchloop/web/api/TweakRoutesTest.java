package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.DeliveryKind;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.activities.store.WebhookInbox;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.command.TweakCommands;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TweakRoutesTest {
    private static final String WISH = "{\"instruction\":\"Redraw the figure.\"}";

    private static TestServer server;
    private static Http api;

    private String sprint;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        api = server.http().secret();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void aFinishedSprint() {
        sprint = newSprint();
        project(sprint, SprintStatus.COMPLETED);
    }

    private static String newSprint() {
        return server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "An idea"))
                .id();
    }

    private static SprintProjection projection(String id, SprintStatus status) {
        return new SprintProjection(id, 9, status, 1, 0, 0, null, 0, null, null, null, Instant.now(), null, null, null);
    }

    private static void project(String id, SprintStatus status) {
        server.bean(SprintStore.class).project(projection(id, status));
    }

    private String path() {
        return "/api/sprints/" + sprint + "/tweak";
    }

    private String newTweak() {
        Answer created = api.post(path(), WISH);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("tweak_id").getAsString();
    }

    private static JsonObject shown(String tweak) {
        return api.get("/api/tweaks/" + tweak).json().getAsJsonObject("tweak");
    }

    private static List<Delivery> inbox(String tweak, DeliveryKind kind) {
        return server.bean(WebhookInbox.class).undelivered(1000).stream()
                .filter(delivery -> delivery.sprintId().equals(tweak) && delivery.kind() == kind)
                .toList();
    }

    @Test
    void namesWhoStartedItWhereThatIsKnown() {
        TweakRow tweak = server.bean(TweakCommands.class)
                .create(sprint, new TweakCommands.Request("More", Map.of(), null, null), null, "Slack user U1");

        assertThat(shown(tweak.id()).get("started_by").getAsString()).isEqualTo("Slack user U1");
    }

    private Answer completion(String ofSprint, String tweak) {
        return server.http()
                .runner(server.runnerToken(ofSprint))
                .post(
                        "/api/webhook/sprint-complete",
                        "{\"sprint_id\":\"" + ofSprint + "\",\"status\":\"completed\",\"tweak_id\":\"" + tweak + "\"}");
    }

    @Test
    void aTweakIsACommittedRowThatItsSprintLists() {
        Answer created = api.post(
                path(),
                "{\"instruction\":\" Redraw it. \",\"job_options\":{\"gres\":\"gpu:1\",\"queue\":\"\"},"
                        + "\"time_limit_hours\":0.5,\"max_cost_usd\":2}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("sprint_id").getAsString()).isEqualTo(sprint);
        assertThat(created.json().get("status").getAsString()).isEqualTo("pending");
        String id = created.json().get("tweak_id").getAsString();
        assertThat(id).matches("tw-[0-9a-f]{8}");
        JsonObject tweak = shown(id);
        assertThat(tweak.get("instruction").getAsString()).isEqualTo("Redraw it.");
        assertThat(tweak.getAsJsonObject("job_options")).hasToString("{\"gres\":\"gpu:1\"}");
        assertThat(tweak.get("time_limit_hours").getAsDouble()).isEqualTo(0.5);
        assertThat(tweak.get("max_cost_usd").getAsDouble()).isEqualTo(2);
        assertThat(api.get("/api/sprints/" + sprint)
                        .json()
                        .getAsJsonObject("sprint")
                        .getAsJsonArray("tweaks"))
                .singleElement()
                .isEqualTo(tweak);
        assertThat(server.bean(Tweaks.class).notStarted(100)).contains(id);
    }

    @Test
    void aSecondOneHasToWait() {
        String first = newTweak();

        Answer second = api.post(path(), WISH);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.detail()).contains(first);

        server.bean(Tweaks.class).project(projection(first, SprintStatus.COMPLETED));
        assertThat(api.post(path(), WISH).status()).isEqualTo(201);
    }

    @Test
    void aSprintThatWorksOrNeverBeganIsNotTweaked() {
        sprint = newSprint();
        assertThat(api.post(path(), WISH).status()).isEqualTo(409);
        assertThat(api.post(path(), WISH).detail()).contains("message");

        server.bean(SprintStore.class)
                .project(new SprintProjection(
                        sprint,
                        9,
                        SprintStatus.CANCELLED,
                        0,
                        0,
                        0,
                        null,
                        0,
                        null,
                        null,
                        null,
                        Instant.now(),
                        null,
                        null,
                        null));

        assertThat(api.post(path(), WISH).status()).isEqualTo(409);
        assertThat(api.post(path(), WISH).detail()).contains("resubmit");
        assertThat(api.post("/api/sprints/sp-00000000/tweak", WISH).status()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\1',
            value = {
                "{} | instruction is required",
                "{\"instruction\":\"  \"} | instruction is required",
                "{\"instruction\":\"x\",\"time_limit_hours\":0} | time_limit_hours",
                "{\"instruction\":\"x\",\"time_limit_hours\":-1} | time_limit_hours",
                "{\"instruction\":\"x\",\"time_limit_hours\":1e9} | time_limit_hours",
                "{\"instruction\":\"x\",\"max_cost_usd\":0} | max_cost_usd",
                "{\"instruction\":\"x\",\"job_options\":{\"a b\":\"c\"}} | a b"
            })
    void whatIsWrongWithARequestIsSaid(String body, String words) {
        Answer answer = api.post(path(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).contains(words);
    }

    @Test
    void aRepeatWithTheSameKeyIsTheSameTweakAlsoWhileItRuns() {
        Http keyed = api.with("Idempotency-Key", "tweak-" + sprint);

        String first = keyed.post(path(), WISH).json().get("tweak_id").getAsString();
        Answer again = keyed.post(path(), WISH);
        Answer other = keyed.post(path(), "{\"instruction\":\"Something else\"}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("tweak_id").getAsString()).isEqualTo(first);
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void aJobCanEndOnlyItsOwnTweak() {
        String mine = newTweak();
        String other = newSprint();

        assertThat(completion(other, mine).status()).isEqualTo(404);
        assertThat(completion(sprint, "tw-00000000").status()).isEqualTo(404);
        assertThat(server.http()
                        .runner(server.runnerToken(other))
                        .post(
                                "/api/webhook/sprint-complete",
                                "{\"sprint_id\":\"" + sprint + "\",\"status\":\"completed\",\"tweak_id\":\"" + mine
                                        + "\"}")
                        .status())
                .isEqualTo(403);
        assertThat(inbox(mine, DeliveryKind.RUNNER_ENDED)).isEmpty();

        Answer taken = completion(sprint, mine);

        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(taken.json().get("tweak_id").getAsString()).isEqualTo(mine);
        assertThat(inbox(mine, DeliveryKind.RUNNER_ENDED)).hasSize(1);
        assertThat(completion(sprint, mine).status()).isEqualTo(200);
        assertThat(inbox(mine, DeliveryKind.RUNNER_ENDED)).hasSize(1);
        assertThat(inbox(sprint, DeliveryKind.RUNNER_ENDED)).isEmpty();
    }

    @Test
    void aTweaksHeartbeatIsItsOwnAndLeavesTheSprintAlone() {
        String tweak = newTweak();

        for (int i = 1; i <= 3; i++) {
            Answer beat = server.http()
                    .runner(server.runnerToken(sprint))
                    .post(
                            "/api/webhook/heartbeat",
                            "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"tweak\",\"attempt\":1,\"sequence\":" + i
                                    + ",\"tweak_id\":\"" + tweak
                                    + "\",\"usage\":{\"cost_usd\":0.25,\"input_tokens\":1,\"output_tokens\":1,"
                                    + "\"turns\":1}}");
            assertThat(beat.status()).as(beat.body()).isEqualTo(200);
        }

        assertThat(inbox(tweak, DeliveryKind.RUNNER_STARTED)).hasSize(1);
        assertThat(shown(tweak).get("cost_usd").getAsDouble()).isEqualTo(0.25);
        JsonObject of = api.get("/api/sprints/" + sprint).json().getAsJsonObject("sprint");
        assertThat(of.get("cost_usd").getAsDouble()).isZero();
        assertThat(of.get("status").getAsString()).isEqualTo("completed");
    }

    @Test
    void cancelIsWrittenDownAndComesTooLateAfterTheEnd() {
        String tweak = newTweak();

        assertThat(api.post("/api/tweaks/" + tweak + "/cancel", "{}")
                        .json()
                        .get("cancelled")
                        .getAsBoolean())
                .isTrue();
        assertThat(inbox(tweak, DeliveryKind.CANCEL)).hasSize(1);
        assertThat(shown(tweak).get("cancel_reason").getAsString()).isEqualTo("Cancelled by API");

        server.bean(Tweaks.class).project(projection(tweak, SprintStatus.CANCELLED));
        assertThat(api.post("/api/tweaks/" + tweak + "/cancel", "{}")
                        .json()
                        .get("cancelled")
                        .getAsBoolean())
                .isFalse();
        assertThat(api.post("/api/tweaks/tw-00000000/cancel", "{}").status()).isEqualTo(404);
    }
}
