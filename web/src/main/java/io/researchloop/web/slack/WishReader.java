package io.researchloop.web.slack;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.TweakCommands;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a wish as the agent states it, as strictly as a request to the API: a key too many is a mistake to be told. */
final class WishReader {
    private final JsonObject json;
    private final Set<String> unread;

    private WishReader(JsonObject json) {
        this.json = json;
        this.unread = new TreeSet<>(json.keySet());
    }

    /** @throws Rejection with what is wrong */
    static Wish read(String text) {
        try {
            JsonElement json = JsonParser.parseString(text);
            if (json.isJsonObject()) {
                return new WishReader(json.getAsJsonObject()).wish();
            }
        } catch (JsonParseException e) {
            throw Rejection.invalid("the proposal is not JSON");
        }
        throw Rejection.invalid("the proposal is not a JSON object");
    }

    private Wish wish() {
        String action = required("action");
        Wish wish =
                switch (action) {
                    case "start_sprint" ->
                        new Wish.StartSprint(new NewSprintRequest(
                                text("study"),
                                text("idea"),
                                options(),
                                null,
                                text("model"),
                                number("max_cost_usd"),
                                null));
                    case "start_loop" ->
                        new Wish.StartLoop(
                                loop(text("study"), text("context"), whole("count"), number("max_cost_usd")));
                    case "tweak_sprint" ->
                        new Wish.Tweak(
                                required("sprint"),
                                new TweakCommands.Request(
                                        text("instruction"),
                                        options(),
                                        number("time_limit_hours"),
                                        number("max_cost_usd")));
                    case "cancel_sprint" -> new Wish.CancelSprint(required("sprint"));
                    case "stop_loop" -> new Wish.StopLoop(required("loop"));
                    default ->
                        throw Rejection.invalid("action: expected start_sprint, start_loop, tweak_sprint,"
                                + " cancel_sprint or stop_loop, found \"" + SlackText.shorter(action, 60) + "\"");
                };
        if (!unread.isEmpty()) {
            throw Rejection.invalid(action + " has no " + SlackText.shorter(String.join(", ", unread), 100));
        }
        return wish;
    }

    private static LoopRequest loop(
            @Nullable String study, @Nullable String guidance, @Nullable Integer count, @Nullable Double maxCostUsd) {
        return new LoopRequest(
                study,
                guidance,
                count,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                maxCostUsd,
                null,
                null,
                Map.of(),
                null,
                null,
                null);
    }

    private String required(String key) {
        String value = text(key);
        if (value == null || value.isBlank()) {
            throw Rejection.invalid(key + " is required");
        }
        return value;
    }

    private @Nullable String text(String key) {
        JsonPrimitive value = primitive(key);
        if (value != null && !value.isString()) {
            throw Rejection.invalid(key + ": expected text");
        }
        return value == null ? null : value.getAsString();
    }

    private @Nullable Double number(String key) {
        JsonPrimitive value = primitive(key);
        if (value != null && !value.isNumber()) {
            throw Rejection.invalid(key + ": expected a number");
        }
        return value == null ? null : value.getAsDouble();
    }

    private @Nullable Integer whole(String key) {
        Double value = number(key);
        if (value != null && value != Math.rint(value)) {
            throw Rejection.invalid(key + ": expected a whole number");
        }
        return value == null ? null : value.intValue();
    }

    private Map<String, String> options() {
        unread.remove("job_options");
        JsonElement value = json.get("job_options");
        Map<String, String> options = new TreeMap<>();
        if (value == null || value.isJsonNull()) {
            return options;
        }
        if (!value.isJsonObject()) {
            throw Rejection.invalid("job_options: expected an object");
        }
        value.getAsJsonObject().entrySet().forEach(option -> {
            if (!option.getValue().isJsonPrimitive()) {
                throw Rejection.invalid("job_options: expected text or a number for " + option.getKey());
            }
            options.put(option.getKey(), option.getValue().getAsString());
        });
        return options;
    }

    private @Nullable JsonPrimitive primitive(String key) {
        unread.remove(key);
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive()) {
            throw Rejection.invalid(key + ": expected text or a number");
        }
        return value.getAsJsonPrimitive();
    }
}
