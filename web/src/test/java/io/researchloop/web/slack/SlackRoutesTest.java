package io.researchloop.web.slack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import io.researchloop.activities.config.Secret;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as Slack signs and sends them, at the real server; Slack's own API is a small server of ours. */
class SlackRoutesTest {
    private static final SlackSignature SIGNATURE = new SlackSignature(new Secret("signing secret"));
    private static final List<Map<String, String>> SAID = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static HttpServer slack;
    private static TestServer server;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.createContext("/api/chat.postMessage", exchange -> {
            SAID.add(form(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            byte[] answer = "{\"ok\":true,\"ts\":\"1.1\",\"channel\":\"C1\"}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        slack.start();
        server = TestServer.start(
                folder,
                "",
                Map.of(
                        "DASHBOARD_PASSWORD", TestServer.PASSWORD,
                        "SLACK_SIGNING_SECRET", "signing secret",
                        "SLACK_BOT_TOKEN", "xoxb-1",
                        "SLACK_CHANNEL_ID", "C1",
                        "SLACK_ALLOWED_USER_IDS", "U1,U2",
                        "SLACK_API_URL",
                                "http://127.0.0.1:" + slack.getAddress().getPort() + "/api"));
    }

    @AfterAll
    static void stop() {
        server.close();
        slack.stop(0);
    }

    @BeforeEach
    void forget() {
        SAID.clear();
    }

    @Test
    void answersTheChallengeOnlyWhereItIsSigned() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";

        assertThat(signed("/api/slack/events", body, Instant.now())
                        .json()
                        .get("challenge")
                        .getAsString())
                .isEqualTo("abc");
        assertThat(server.http().post("/api/slack/events", body).status()).isEqualTo(401);
        assertThat(server.http().post("/api/slack/events", "").status()).isEqualTo(401);
        assertThat(signed("/api/slack/events", body, Instant.now().minusSeconds(3600))
                        .status())
                .isEqualTo(401);
        assertThat(signed("/api/slack/events", body, Instant.now().plusSeconds(3600))
                        .status())
                .isEqualTo(401);
        assertThat(server.http()
                        .with("X-Slack-Request-Timestamp", "soon")
                        .with("X-Slack-Signature", "v0=00")
                        .post("/api/slack/events", body)
                        .status())
                .isEqualTo(401);
        assertThat(signed("/api/slack/events", "no json", Instant.now()).status())
                .isEqualTo(400);
    }

    @Test
    void startsASprintOnceHoweverOftenSlackSaysIt() {
        int before = sprints();
        String event = event("U1", "C1", "app_mention", "<@B1> sprint run grokking Does Weight Decay matter?");

        for (int i = 0; i < 8; i++) {
            Http.Answer answer = signed("/api/slack/events", event, Instant.now());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"ok\":true");
        }

        await(() -> !SAID.isEmpty());
        assertThat(sprints()).isEqualTo(before + 1);
        assertThat(server.bean(SprintStore.class)
                        .list(SprintFilter.ALL, null, 1)
                        .rows()
                        .get(0)
                        .ideaPreview())
                .isEqualTo("Does Weight Decay matter?");
        assertThat(SAID).hasSize(1);
        assertThat(SAID.get(0)).containsEntry("channel", "C1").containsEntry("thread_ts", "100.1");
        assertThat(SAID.get(0).get("text")).contains("is on its way in grokking");
    }

    @Test
    void hearsNeitherStrangersNorPrograms() {
        int before = sprints();
        signed("/api/slack/events", event("U9", "C1", "app_mention", "sprint run grokking x"), Instant.now());
        signed("/api/slack/events", event("U1", "C1", "message", "sprint run grokking x"), Instant.now());
        signed(
                "/api/slack/events",
                event("U1", "C1", "app_mention", "sprint run grokking x")
                        .replace("\"type\":\"app_mention\"", "\"type\":\"app_mention\",\"bot_id\":\"B7\""),
                Instant.now());
        signed("/api/slack/events", event("U2", "C1", "app_mention", "help"), Instant.now());

        await(() -> !SAID.isEmpty());
        assertThat(SAID).hasSize(1);
        assertThat(SAID.get(0).get("text")).contains("sprint run STUDY IDEA");
        assertThat(sprints()).isEqualTo(before);
    }

    @Test
    void saysWhatIsWrong() {
        signed("/api/slack/events", event("U1", "C1", "app_mention", "sprint run nowhere an idea"), Instant.now());

        await(() -> !SAID.isEmpty());
        assertThat(SAID.get(0).get("text")).contains("Study not found: nowhere");
    }

    @Test
    void aButtonCancelsOnceAndSaysWhoPressedIt() {
        String sprint = server.http()
                .bearer(token())
                .post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"to be cancelled\"}")
                .json()
                .get("sprint_id")
                .getAsString();
        JsonObject action = new JsonObject();
        action.addProperty("action_id", "sprint:cancel");
        action.addProperty("value", sprint);
        action.addProperty("action_ts", "5.5");
        JsonArray actions = new JsonArray();
        actions.add(action);
        JsonObject click = new JsonObject();
        click.addProperty("type", "block_actions");
        click.add("user", object("id", "U2"));
        click.add("channel", object("id", "C1"));
        click.add("message", object("ts", "7.7"));
        click.add("actions", actions);
        String form = "payload=" + URLEncoder.encode(click.toString(), UTF_8);

        for (int i = 0; i < 3; i++) {
            assertThat(signed("/api/slack/interactivity", form, Instant.now()).status())
                    .isEqualTo(200);
        }

        await(() -> !SAID.isEmpty());
        assertThat(SAID).hasSize(1);
        assertThat(SAID.get(0).get("text")).contains(sprint).contains("<@U2>");
        assertThat(server.bean(SprintStore.class).find(sprint).orElseThrow().cancelReason())
                .isEqualTo("Cancelled in Slack by U2");
    }

    private static String token() {
        return server.http()
                .post("/api/auth", "{\"password\":\"" + TestServer.PASSWORD + "\"}")
                .json()
                .get("token")
                .getAsString();
    }

    private static int sprints() {
        return server.bean(SprintStore.class)
                .list(SprintFilter.ALL, null, 1000)
                .rows()
                .size();
    }

    private static String event(String user, String channel, String type, String text) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.addProperty("user", user);
        event.addProperty("channel", channel);
        event.addProperty("text", text);
        event.addProperty("ts", "100.1");
        JsonObject callback = new JsonObject();
        callback.addProperty("type", "event_callback");
        callback.addProperty("event_id", "Ev" + ++number);
        callback.add("event", event);
        return callback.toString();
    }

    private static JsonObject object(String name, String value) {
        JsonObject json = new JsonObject();
        json.addProperty(name, value);
        return json;
    }

    private static Http.Answer signed(String path, String body, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return server.http()
                .with("X-Slack-Request-Timestamp", timestamp)
                .with("X-Slack-Signature", SIGNATURE.of(timestamp, body.getBytes(UTF_8)))
                .post(path, body);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), parts.length > 1 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return form;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
