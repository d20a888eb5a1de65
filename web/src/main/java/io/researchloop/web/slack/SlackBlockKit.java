package io.researchloop.web.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.researchloop.activities.store.NoticeAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes Block Kit, within the sizes of Slack's "Reference: Blocks". */
final class SlackBlockKit {
    private static final int SECTION = 2_900;

    private final JsonArray blocks = new JsonArray();

    /** Text in mrkdwn, in as many sections as it needs. */
    SlackBlockKit words(String mrkdwn) {
        String rest = mrkdwn.strip();
        while (!rest.isEmpty()) {
            int end = cut(rest);
            section("mrkdwn", rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return this;
    }

    /** Text of others, as it is: it can mention and link nobody. */
    SlackBlockKit plain(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            section("plain_text", SlackText.shorter(text.strip(), 1_400));
        }
        return this;
    }

    /** Small print, plain too. */
    SlackBlockKit small(String text) {
        JsonObject block = block("context");
        JsonArray elements = new JsonArray();
        elements.add(text("plain_text", SlackText.shorter(text, 1_000)));
        block.add("elements", elements);
        return this;
    }

    SlackBlockKit buttons(List<NoticeAction> actions) {
        if (!actions.isEmpty()) {
            JsonArray elements = new JsonArray();
            actions.forEach(action -> elements.add(button(action.id(), action.label(), action.value(), null)));
            block("actions").add("elements", elements);
        }
        return this;
    }

    /** The two buttons of a decision. */
    SlackBlockKit decision(String yesAction, String noAction, String value) {
        JsonObject block = block("actions");
        JsonArray elements = new JsonArray();
        elements.add(button(yesAction, "Confirm", value, "primary"));
        elements.add(button(noAction, "Dismiss", value, null));
        block.add("elements", elements);
        return this;
    }

    String json() {
        return blocks.toString();
    }

    private void section(String kind, String words) {
        block("section").add("text", text(kind, words));
    }

    private JsonObject block(String type) {
        JsonObject block = new JsonObject();
        block.addProperty("type", type);
        blocks.add(block);
        return block;
    }

    private static JsonObject button(String action, String label, String value, @Nullable String style) {
        JsonObject button = new JsonObject();
        button.addProperty("type", "button");
        button.addProperty("action_id", action);
        button.add("text", text("plain_text", label));
        button.addProperty("value", value);
        if (style != null) {
            button.addProperty("style", style);
        }
        return button;
    }

    private static JsonObject text(String kind, String words) {
        JsonObject text = new JsonObject();
        text.addProperty("type", kind);
        text.addProperty("text", words);
        return text;
    }

    /** Where a section ends: at the end of a line if there is one, never within a character. */
    private static int cut(String text) {
        if (text.length() <= SECTION) {
            return text.length();
        }
        int line = text.lastIndexOf('\n', SECTION);
        int end = line > SECTION / 2 ? line : SECTION;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
