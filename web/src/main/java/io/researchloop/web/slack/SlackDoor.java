package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.object;
import static io.researchloop.web.slack.SlackJson.text;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.runner.protocol.Sha256;
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
            String id = "click-" + Sha256.of(text(object(click, "user"), "id") + click.get("actions"));
            take(id, SlackInbox.Kind.ACTION, click);
        }
    }

    private void take(String id, SlackInbox.Kind kind, JsonObject body) {
        if (inbox.add(id, kind, body.toString())) {
            worker.wake();
        }
    }
}
