package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What Slack sends to an app: events and clicks, signed as "Verifying requests from Slack" says. */
public final class SlackVoice {
    public static final String EVENTS = "/api/slack/events";
    public static final String INTERACTIVITY = "/api/slack/interactivity";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String app;
    private final String secret;
    private final Duration patience;

    /** @param app the app's address, without a path */
    public SlackVoice(String app, String secret) {
        this(app, secret, Duration.ofSeconds(30));
    }

    SlackVoice(String app, String secret, Duration patience) {
        this.app = app;
        this.secret = secret;
        this.patience = patience;
    }

    /** An event that has an id of its own. */
    public static JsonObject event(String type, String user, String channel, String text, String ts) {
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.addProperty("user", user);
        event.addProperty("channel", channel);
        event.addProperty("text", text);
        event.addProperty("ts", ts);
        if (channel.startsWith("D")) {
            event.addProperty("channel_type", "im");
        } else if (type.equals("message")) {
            event.addProperty("channel_type", "channel");
        }
        JsonObject authorization = new JsonObject();
        authorization.addProperty("user_id", SlackPost.APP);
        JsonArray authorizations = new JsonArray();
        authorizations.add(authorization);
        JsonObject callback = new JsonObject();
        callback.addProperty("type", "event_callback");
        callback.addProperty(
                "event_id", "Ev" + NUMBER.incrementAndGet() + Instant.now().toEpochMilli());
        callback.add("authorizations", authorizations);
        callback.add("event", event);
        return callback;
    }

    /** The same, within a thread. */
    public static JsonObject inThread(JsonObject callback, String thread) {
        callback.getAsJsonObject("event").addProperty("thread_ts", thread);
        return callback;
    }

    /** A click on a button of a message. */
    public static JsonObject click(String user, SlackPost post, String action) {
        return click(user, post, post.button(action));
    }

    /** A click on anything. */
    public static JsonObject click(String user, SlackPost post, JsonObject button) {
        JsonObject action = button.deepCopy();
        action.addProperty("action_ts", NUMBER.incrementAndGet() + "." + System.nanoTime());
        JsonArray actions = new JsonArray();
        actions.add(action);
        JsonObject message = new JsonObject();
        message.addProperty("ts", post.ts());
        if (post.thread() != null) {
            message.addProperty("thread_ts", post.thread());
        }
        JsonObject click = new JsonObject();
        click.addProperty("type", "block_actions");
        click.add("user", id(user));
        click.add("channel", id(post.channel()));
        click.add("message", message);
        click.add("actions", actions);
        return click;
    }

    /** A button that stands nowhere. */
    public static JsonObject button(String action, String value) {
        JsonObject button = new JsonObject();
        button.addProperty("action_id", action);
        button.addProperty("value", value);
        return button;
    }

    public HttpResponse<String> send(JsonObject event) {
        return post(EVENTS, event.toString(), Instant.now(), null);
    }

    public HttpResponse<String> press(JsonObject click) {
        return post(INTERACTIVITY, form(click), Instant.now(), null);
    }

    public static String form(JsonObject click) {
        return "payload=" + URLEncoder.encode(click.toString(), UTF_8);
    }

    /** @param retry the number of the repeat; null: it is said for the first time */
    public HttpResponse<String> post(String path, String body, Instant at, @Nullable Integer retry) {
        String timestamp = String.valueOf(at.getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(app + path))
                .timeout(patience)
                .header("Content-Type", path.equals(EVENTS) ? "application/json" : "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature(secret, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (retry != null) {
            request.header("X-Slack-Retry-Num", String.valueOf(retry)).header("X-Slack-Retry-Reason", "http_timeout");
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path, e);
        }
    }

    public static String signature(String secret, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject id(String id) {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        return json;
    }
}
