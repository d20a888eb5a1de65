package io.researchloop.mockslack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that stands in a channel.
 *
 * @param user who has written it
 * @param blocks JSON; empty if it has none
 */
public record SlackPost(String channel, String ts, @Nullable String thread, String user, String text, String blocks) {
    /** The app's own user. */
    public static final String APP = "UBOT";

    /** Whether the app has written it. */
    public boolean ours() {
        return user.equals(APP);
    }

    /** The first message of its thread, itself if it is none's. */
    public String root() {
        return thread == null ? ts : thread;
    }

    /** As the methods that read a channel tell it. */
    JsonObject json() {
        JsonObject message = new JsonObject();
        message.addProperty("type", "message");
        message.addProperty("user", user);
        if (ours()) {
            message.addProperty("bot_id", "B1");
        }
        message.addProperty("text", text);
        message.addProperty("ts", ts);
        if (thread != null) {
            message.addProperty("thread_ts", thread);
        }
        if (!blocks.isEmpty()) {
            message.add("blocks", JsonParser.parseString(blocks));
        }
        return message;
    }

    /** The button with this action. */
    public JsonObject button(String action) {
        return buttons().stream()
                .filter(button -> button.get("action_id").getAsString().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + action + " in " + this));
    }

    public List<JsonObject> buttons() {
        List<JsonObject> buttons = new ArrayList<>();
        if (!blocks.isEmpty()) {
            for (JsonElement block : JsonParser.parseString(blocks).getAsJsonArray()) {
                if (block.getAsJsonObject().get("type").getAsString().equals("actions")) {
                    block.getAsJsonObject()
                            .getAsJsonArray("elements")
                            .forEach(element -> buttons.add(element.getAsJsonObject()));
                }
            }
        }
        return buttons;
    }
}
