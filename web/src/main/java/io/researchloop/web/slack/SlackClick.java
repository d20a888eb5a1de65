package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.object;
import static io.researchloop.web.slack.SlackJson.objects;
import static io.researchloop.web.slack.SlackJson.text;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A click on buttons of a message of ours.
 *
 * @param id the same for a repeat
 * @param message the message's timestamp; null if there is none
 * @param thread the first message of its thread; the message itself where it has none
 */
record SlackClick(
        String id,
        String user,
        String channel,
        @Nullable String message,
        @Nullable String thread,
        List<Button> buttons) {

    /** @param action what is to be done, and the value what it is done to */
    record Button(String action, String value) {}

    static SlackClick of(String id, JsonObject click) {
        JsonObject message = object(click, "message");
        String ts = text(message, "ts");
        String thread = text(message, "thread_ts");
        return new SlackClick(
                id,
                text(object(click, "user"), "id"),
                text(object(click, "channel"), "id"),
                ts.isEmpty() ? null : ts,
                !thread.isEmpty() ? thread : ts.isEmpty() ? null : ts,
                objects(click, "actions").stream()
                        .map(action -> new Button(text(action, "action_id"), text(action, "value")))
                        .toList());
    }

    boolean direct() {
        return channel.startsWith("D");
    }
}
