package io.researchloop.mockslack;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings events and clicks to the app. An event that the app does not acknowledge within three seconds is sent three
 * times more ("Events API", retries), only sooner than Slack does it; a click is sent once.
 */
final class Delivery implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final MockSocket socket;
    private final @Nullable SlackVoice voice;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4, task -> {
        Thread thread = new Thread(task, "mock-slack-delivery");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String trouble = "";

    Delivery(MockSocket socket, SlackSecrets secrets, @Nullable String app) {
        this.socket = socket;
        this.voice = app == null ? null : new SlackVoice(app, secrets.signing(), PATIENCE);
    }

    /** Why the last one did not arrive; empty if it did. */
    String trouble() {
        return trouble;
    }

    void event(JsonObject event) {
        threads.execute(() -> send(event, 0));
    }

    void click(JsonObject click) {
        threads.execute(
                () -> trouble = failure("interactive", SlackVoice.INTERACTIVITY, click, SlackVoice.form(click), null));
    }

    /** @param tries how often it was sent before */
    private void send(JsonObject event, int tries) {
        String failure = failure("events_api", SlackVoice.EVENTS, event, event.toString(), tries == 0 ? null : tries);
        trouble = failure;
        if (!failure.isEmpty() && tries < PAUSES.size()) {
            Object unused = threads.schedule(
                    () -> send(event, tries + 1), PAUSES.get(tries).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Sends it, and tells why it did not arrive; empty if it did. */
    private String failure(String envelope, String path, JsonObject payload, String body, @Nullable Integer retry) {
        try {
            if (socket.isOpen()) {
                socket.send(envelope, payload);
                return "";
            }
            if (voice == null) {
                return "The app is not connected.";
            }
            HttpResponse<String> answer = voice.post(path, body, Instant.now(), retry);
            return answer.statusCode() == 200 ? "" : "The app answered " + answer.statusCode() + ": " + answer.body();
        } catch (IOException | IllegalStateException e) {
            return "The app cannot be reached: " + e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
