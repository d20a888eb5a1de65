package io.researchloop.mockslack;

import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** What people say and press, and what the app hears of it: what the manifest in docs/slack.md subscribes to. */
final class People {
    private static final int LONGEST_TEXT = 40_000;

    /** As one types the app's name. */
    static final String MENTION = "@ResearchLoop";

    private final Workspace workspace;
    private final Delivery delivery;

    People(Workspace workspace, Delivery delivery) {
        this.workspace = workspace;
        this.delivery = delivery;
    }

    /**
     * @param thread null: a message of its own
     * @throws Refused where there is no such place, or nothing is said
     */
    void say(String user, String channel, @Nullable String thread, String typed) throws Refused {
        if (!workspace.channels.contains(channel)) {
            throw new Refused("channel_not_found");
        }
        if (thread != null && workspace.post(thread).isEmpty()) {
            throw new Refused("thread_not_found");
        }
        if (typed.isBlank()) {
            throw new Refused("no_text");
        }
        if (typed.length() > LONGEST_TEXT) {
            throw new Refused("msg_too_long");
        }
        String text = escaped(typed).replace(MENTION, "<@" + SlackPost.APP + ">");
        String ts = workspace.timestamp();
        workspace.add(new SlackPost(channel, ts, thread, user, text, ""));
        if (!channel.startsWith("D") && text.contains("<@" + SlackPost.APP + ">")) {
            hear("app_mention", user, channel, thread, text, ts);
        }
        hear("message", user, channel, thread, text, ts);
    }

    /** @throws Refused where there is no such button */
    void press(String user, String message, String action) throws Refused {
        SlackPost post = workspace.post(message).orElseThrow(() -> new Refused("message_not_found"));
        JsonObject button = post.buttons().stream()
                .filter(one -> one.get("action_id").getAsString().equals(action))
                .findFirst()
                .orElseThrow(() -> new Refused("button_not_found"));
        delivery.click(SlackVoice.click(user, post, button));
    }

    private void hear(String type, String user, String channel, @Nullable String thread, String text, String ts) {
        JsonObject event = SlackVoice.event(type, user, channel, text, ts);
        delivery.event(thread == null ? event : SlackVoice.inThread(event, thread));
    }

    /** As Slack's client does it ("Escaping text"). */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
