package io.researchloop.mockslack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A file that stands in a channel.
 *
 * @param ts where it stands among the messages
 * @param comment what was said with it; empty for nothing
 */
public record SlackFile(
        String id,
        String name,
        String title,
        int length,
        String channel,
        @Nullable String thread,
        String ts,
        String comment) {

    /** The message that carries it, as the methods that read a channel tell it. */
    JsonObject json() {
        JsonObject file = new JsonObject();
        file.addProperty("id", id);
        file.addProperty("name", name);
        file.addProperty("title", title);
        file.addProperty("size", length);
        JsonArray files = new JsonArray();
        files.add(file);
        JsonObject message = new JsonObject();
        message.addProperty("type", "message");
        message.addProperty("user", SlackPost.APP);
        message.addProperty("text", comment);
        message.addProperty("ts", ts);
        message.add("files", files);
        return message;
    }
}
