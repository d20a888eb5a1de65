package io.researchloop.web.slack;

import static io.researchloop.web.slack.SlackJson.object;
import static io.researchloop.web.slack.SlackJson.objects;
import static io.researchloop.web.slack.SlackJson.text;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said where we can hear it.
 *
 * @param id of the event, the same for a repeat
 * @param ts the message's own timestamp, which names it within its channel
 * @param thread the first message of its thread; null if it is none's
 * @param mention whether it speaks to us by name
 * @param person false for what programs write, ourselves too, and for edits of what was said
 */
record SlackMessage(
        String id,
        String user,
        String channel,
        String ts,
        @Nullable String thread,
        String words,
        boolean direct,
        boolean mention,
        boolean person) {

    static SlackMessage of(String id, JsonObject callback) {
        JsonObject event = object(callback, "event");
        String thread = text(event, "thread_ts");
        boolean message = text(event, "type").equals("message");
        String words = text(event, "text");
        return new SlackMessage(
                id,
                text(event, "user"),
                text(event, "channel"),
                text(event, "ts"),
                thread.isEmpty() ? null : thread,
                words,
                message && text(event, "channel_type").equals("im"),
                text(event, "type").equals("app_mention"),
                text(event, "bot_id").isEmpty()
                        && text(event, "subtype").isEmpty()
                        && !text(event, "user").isEmpty()
                        && !(message
                                && namesUs(callback, words)
                                && !text(event, "channel_type").equals("im")));
    }

    /** The thread that an answer to it belongs to. */
    String place() {
        return thread == null ? ts : thread;
    }

    /** A mention comes twice where we hear all messages of a channel: as one, and as a message. */
    private static boolean namesUs(JsonObject callback, String words) {
        return objects(callback, "authorizations").stream()
                .map(one -> text(one, "user_id"))
                .anyMatch(us -> !us.isEmpty() && words.contains("<@" + us + ">"));
    }
}
