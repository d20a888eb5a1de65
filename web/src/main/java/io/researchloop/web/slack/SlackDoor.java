package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.object;
import static io.researchloop.web.slack.SlackJson.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.SlackInbox;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** Takes in what Slack says, by whatever way it came: when a method returns, it is committed, and may be acknowledged. */
@Component
class SlackDoor {
    private final SlackInbox inbox;
    private final SlackWorker worker;

    SlackDoor(SlackInbox inbox, SlackWorker worker) {
        this.inbox = inbox;
        this.worker = worker;
    }

    void event(JsonObject callback) {
        String id = text(callback, "event_id");
        if (text(callback, "type").equals("event_callback") && !id.isEmpty()) {
            take(id, SlackInbox.Kind.EVENT, callback);
        }
    }

    /** Slack gives a click no id of its own: who clicked what, and when, is one. */
    void click(JsonObject click) {
        if (text(click, "type").equals("block_actions")) {
            String id = "click-" + sha256(text(object(click, "user"), "id") + click.get("actions"));
            take(id, SlackInbox.Kind.ACTION, click);
        }
    }

    private void take(String id, SlackInbox.Kind kind, JsonObject body) {
        if (inbox.add(id, kind, body.toString())) {
            worker.wake();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
