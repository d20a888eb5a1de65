package io.researchloop.mockslack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.HashSet;
import java.util.Set;

/** What Slack's "Reference: Blocks" asks of the few kinds that we use. */
final class BlockRules {
    private BlockRules() {}

    static void check(String blocks) throws Refused {
        try {
            Set<String> actions = new HashSet<>();
            var all = JsonParser.parseString(blocks).getAsJsonArray();
            require(all.size() <= 50);
            for (JsonElement one : all) {
                block(one.getAsJsonObject(), actions);
            }
        } catch (JsonParseException | IllegalStateException e) {
            throw new Refused("invalid_blocks_format");
        }
    }

    private static void block(JsonObject block, Set<String> actions) throws Refused {
        switch (block.get("type").getAsString()) {
            case "section" -> text(block.getAsJsonObject("text"), 3000);
            case "header" -> text(block.getAsJsonObject("text"), 150);
            case "divider" -> require(true);
            case "context" -> {
                require(block.getAsJsonArray("elements").size() <= 10);
                for (JsonElement element : block.getAsJsonArray("elements")) {
                    text(element.getAsJsonObject(), 3000);
                }
            }
            case "actions" -> {
                require(block.getAsJsonArray("elements").size() <= 25);
                for (JsonElement element : block.getAsJsonArray("elements")) {
                    button(element.getAsJsonObject(), actions);
                }
            }
            default -> throw new Refused("invalid_blocks");
        }
    }

    private static void button(JsonObject button, Set<String> actions) throws Refused {
        require(button.get("type").getAsString().equals("button"));
        text(button.getAsJsonObject("text"), 75);
        require(button.getAsJsonObject("text").get("type").getAsString().equals("plain_text"));
        String action = button.get("action_id").getAsString();
        require(!action.isEmpty() && action.length() <= 255 && actions.add(action));
        require(!button.has("value") || button.get("value").getAsString().length() <= 2000);
        require(!button.has("style")
                || Set.of("primary", "danger").contains(button.get("style").getAsString()));
    }

    private static void text(JsonObject text, int max) throws Refused {
        require(text != null
                && Set.of("plain_text", "mrkdwn").contains(text.get("type").getAsString()));
        String words = text.get("text").getAsString();
        require(!words.isEmpty() && words.length() <= max);
    }

    private static void require(boolean holds) throws Refused {
        if (!holds) {
            throw new Refused("invalid_blocks");
        }
    }
}
