package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.object;
import static io.researchloop.web.slack.SlackJson.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.activities.store.StoreUnavailable;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of Socket Mode: each envelope is committed to the inbox and then acknowledged, or not acknowledged. */
final class SlackEnvelopes implements WebSocket.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SlackEnvelopes.class);
    /** Slack sends no larger ones; what is larger is not Slack's. */
    private static final int LONGEST = 4 * 1024 * 1024;

    private final SlackDoor door;
    private final Runnable ended;
    private final StringBuilder message = new StringBuilder();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean over;

    /** @param ended called, from any thread, when the connection is of no more use */
    SlackEnvelopes(SlackDoor door, Runnable ended) {
        this.door = door;
        this.ended = ended;
    }

    void connected(WebSocket open) {
        socket = open;
    }

    boolean isAlive(Duration silence) {
        return !over && System.nanoTime() - heardAt < silence.toNanos();
    }

    void hangUp() {
        over = true;
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heardAt = System.nanoTime();
        message.append(part);
        if (message.length() > LONGEST) {
            LOG.warn("Slack's socket sent too much at once, and is opened anew");
            finish();
            return null;
        }
        if (last) {
            String whole = message.toString();
            message.setLength(0);
            take(from, whole);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer content) {
        // The client answers by itself.
        heardAt = System.nanoTime();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        finish();
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        LOG.debug("Slack's socket broke", error);
        finish();
    }

    private void take(WebSocket from, String text) {
        JsonObject envelope = json(text);
        String id = text(envelope, "envelope_id");
        try {
            switch (text(envelope, "type")) {
                case "events_api" -> door.event(object(envelope, "payload"));
                case "interactive" -> door.click(object(envelope, "payload"));
                case "disconnect" -> finish();
                default -> {
                    // A greeting, or something that we did not subscribe to.
                }
            }
        } catch (StoreUnavailable e) {
            // Not acknowledged, so Slack sends it again.
            LOG.warn("Slack's envelope could not be stored: {}", e.getMessage());
            return;
        }
        if (!id.isEmpty()) {
            JsonObject answer = new JsonObject();
            answer.addProperty("envelope_id", id);
            sending = sending.handle((done, failed) -> null)
                    .thenCompose(nothing -> from.sendText(answer.toString(), true));
        }
    }

    private void finish() {
        over = true;
        ended.run();
    }

    private static JsonObject json(String text) {
        try {
            JsonElement json = JsonParser.parseString(text);
            return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
        } catch (JsonParseException e) {
            return new JsonObject();
        }
    }
}
