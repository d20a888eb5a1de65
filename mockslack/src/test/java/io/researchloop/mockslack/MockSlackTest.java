package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Web API as an app meets it, and what the app hears of what people do on the page. */
class MockSlackTest {
    private static final String BUTTON =
            "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"action_id\":\"go\","
                    + "\"value\":\"7\",\"text\":{\"type\":\"plain_text\",\"text\":\"Go\"}}]}]";

    private final HttpClient client = HttpClient.newHttpClient();
    private final SlackSecrets secrets = SlackSecrets.random();
    private App app;
    private MockSlack slack;

    @BeforeEach
    void start() throws IOException {
        app = new App(secrets.signing());
        slack = new MockSlack(secrets, 0, app.url());
    }

    @AfterEach
    void stop() {
        slack.close();
        app.close();
    }

    @Test
    void aMentionIsHeardSignedAsAMentionAndAsAMessage() throws Exception {
        assertThat(page("say", "{'user':'U1','channel':'C1','text':'@ResearchLoop is 1 < 2?'}"))
                .isEqualTo(200);

        JsonObject one = app.next().payload();
        JsonObject other = app.next().payload();
        assertThat(one.get("event_id")).isNotEqualTo(other.get("event_id"));
        assertThat(one.getAsJsonObject("event").get("ts"))
                .isEqualTo(other.getAsJsonObject("event").get("ts"));
        assertThat(java.util.List.of(type(one), type(other))).containsExactlyInAnyOrder("app_mention", "message");
        assertThat(one.getAsJsonObject("event").get("text").getAsString()).isEqualTo("<@UBOT> is 1 &lt; 2?");
    }

    @Test
    void aReplyIsHeardInItsThreadAndADirectMessageAsOne() throws Exception {
        String root = slack.said("D1", null, "a question");

        page("say", "{'user':'U1','channel':'D1','thread':'" + root + "','text':'more'}");

        JsonObject event = app.next().payload().getAsJsonObject("event");
        assertThat(event.get("thread_ts").getAsString()).isEqualTo(root);
        assertThat(event.get("channel_type").getAsString()).isEqualTo("im");
    }

    @Test
    void whatIsNotAcknowledgedComesAgainWithItsNumber() throws Exception {
        app.status = 500;
        page("say", "{'user':'U1','channel':'D1','text':'hello'}");

        App.Heard first = app.next();
        assertThat(first.retry()).isNull();
        app.status = 200;
        App.Heard second = app.next();
        assertThat(second.retry()).isEqualTo("1");
        assertThat(second.payload()).isEqualTo(first.payload());
        assertThat(app.heard.poll(1, java.util.concurrent.TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aButtonOfTheAppsIsPressedAndOthersAreNot() throws Exception {
        JsonObject said = call("chat.postMessage", Map.of("channel", "C1", "text", "Go?", "blocks", BUTTON));
        String ts = said.get("ts").getAsString();

        assertThat(page("press", "{'user':'U2','message':'" + ts + "','action':'stop'}"))
                .isEqualTo(400);
        assertThat(page("press", "{'user':'U2','message':'" + ts + "','action':'go'}"))
                .isEqualTo(200);

        App.Heard click = app.next();
        assertThat(click.path()).isEqualTo(SlackVoice.INTERACTIVITY);
        assertThat(click.payload().getAsJsonObject("user").get("id").getAsString())
                .isEqualTo("U2");
        assertThat(click.payload()
                        .getAsJsonArray("actions")
                        .get(0)
                        .getAsJsonObject()
                        .get("value")
                        .getAsString())
                .isEqualTo("7");
    }

    @Test
    void thePageShowsMessagesFilesAndReactions() throws Exception {
        String ts = call("chat.postMessage", Map.of("channel", "C1", "text", "a report"))
                .get("ts")
                .getAsString();
        assertThat(call("reactions.add", Map.of("channel", "C1", "timestamp", ts, "name", "eyes")))
                .hasToString("{\"ok\":true}");
        JsonObject place = call("files.getUploadURLExternal", Map.of("filename", "report.pdf", "length", "4"));
        String id = place.get("file_id").getAsString();
        String complete = "[{\"id\":\"" + id + "\",\"title\":\"Report\"}]";
        assertThat(error(call("files.completeUploadExternal", Map.of("files", complete, "channel_id", "C1"))))
                .isEqualTo("file_not_found");
        assertThat(send(place.get("upload_url").getAsString(), "%PDF", "x").body())
                .isEqualTo("OK - 4");
        call("files.completeUploadExternal", Map.of("files", complete, "channel_id", "C1", "thread_ts", ts));

        JsonObject state = JsonParser.parseString(get("/page/state").body()).getAsJsonObject();

        JsonArray messages = state.getAsJsonArray("messages");
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).getAsJsonObject().get("reactions")).hasToString("[\"eyes\"]");
        JsonObject file = state.getAsJsonArray("files").get(0).getAsJsonObject();
        assertThat(file.get("root").getAsString()).isEqualTo(ts);
        assertThat(get("/page/files/" + id).body()).isEqualTo("%PDF");
        assertThat(get("/page/files/F0").statusCode()).isEqualTo(404);
    }

    @Test
    void tokensScopesAndTheRateAreChecked() throws Exception {
        assertThat(error(call("xoxb-wrong", "chat.postMessage", Map.of("channel", "C1", "text", "x"))))
                .isEqualTo("invalid_auth");
        assertThat(error(call(secrets.botToken(), "apps.connections.open", Map.of())))
                .isEqualTo("not_allowed_token_type");
        slack.burst(2);
        call("chat.postMessage", Map.of("channel", "C1", "text", "one"));
        call("chat.postMessage", Map.of("channel", "C1", "text", "two"));
        assertThat(error(call("chat.postMessage", Map.of("channel", "C1", "text", "three"))))
                .isEqualTo("ratelimited");
        assertThat(error(call("chat.postMessage", Map.of("channel", "C2", "text", "one"))))
                .isEmpty();
        slack.takeScope("chat:write");
        assertThat(error(call("chat.postMessage", Map.of("channel", "C2", "text", "two"))))
                .isEqualTo("missing_scope");
        assertThat(slack.posts()).extracting(SlackPost::text).containsExactly("one", "two", "one");
    }

    @Test
    void onlyThisMachinesOwnPageChangesAnything() throws Exception {
        String say = "{\"user\":\"U1\",\"channel\":\"C1\",\"text\":\"x\"}";
        HttpResponse<String> form = send(slack.page() + "/page/say", say, "text/plain");

        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(page("say", "{'user':'U1','channel':'C7','text':'x'}")).isEqualTo(400);
        assertThat(page("say", "{'user':'U1','channel':'C1','text':' '}")).isEqualTo(400);
        assertThat(page("say", "[]")).isEqualTo(400);
        assertThat(get("/").headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(app.heard).isEmpty();
    }

    private static String type(JsonObject callback) {
        return callback.getAsJsonObject("event").get("type").getAsString();
    }

    private static String error(JsonObject answer) {
        return answer.has("error") ? answer.get("error").getAsString() : "";
    }

    private int page(String wish, String json) throws Exception {
        return send(slack.page() + "/page/" + wish, json.replace('\'', '"'), "application/json")
                .statusCode();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(slack.page() + path)).build(), BodyHandlers.ofString());
    }

    private JsonObject call(String method, Map<String, String> form) throws Exception {
        return call(secrets.botToken(), method, form);
    }

    private JsonObject call(String token, String method, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(slack.url() + "/" + method))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body))
                .build();
        return JsonParser.parseString(
                        client.send(request, BodyHandlers.ofString()).body())
                .getAsJsonObject();
    }

    private HttpResponse<String> send(String url, String body, String type) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
