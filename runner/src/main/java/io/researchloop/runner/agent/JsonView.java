package io.researchloop.runner.agent;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A foreign JSON object read field by field: what is absent or of another type is absent, and nothing throws. */
final class JsonView {
    private static final JsonView EMPTY = new JsonView(new JsonObject());

    private final JsonObject object;

    private JsonView(JsonObject object) {
        this.object = object;
    }

    /** Empty unless the line is exactly one JSON object. */
    static Optional<JsonView> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        JsonReader reader = new JsonReader(new StringReader(line));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = JsonParser.parseReader(reader);
            return element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT
                    ? Optional.of(new JsonView(element.getAsJsonObject()))
                    : Optional.empty();
        } catch (JsonParseException | IOException e) {
            return Optional.empty();
        }
    }

    @Nullable
    String text(String name) {
        JsonPrimitive value = primitive(name);
        return value != null && value.isString() ? value.getAsString() : null;
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    /** True if the value is there and is that one. */
    boolean is(String name, boolean expected) {
        JsonPrimitive value = primitive(name);
        return value != null && value.isBoolean() && value.getAsBoolean() == expected;
    }

    /** Zero where there is no finite number. */
    double number(String name) {
        JsonPrimitive value = primitive(name);
        if (value == null || !value.isNumber()) {
            return 0;
        }
        double number = value.getAsDouble();
        return Double.isFinite(number) ? number : 0;
    }

    long count(String name) {
        return (long) number(name);
    }

    boolean has(String name) {
        return primitive(name) != null;
    }

    JsonView object(String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonObject() ? new JsonView(value.getAsJsonObject()) : EMPTY;
    }

    boolean hasObject(String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonObject();
    }

    /** The values that are objects, in their order. */
    List<JsonView> objects() {
        return object.asMap().values().stream()
                .filter(JsonElement::isJsonObject)
                .map(value -> new JsonView(value.getAsJsonObject()))
                .toList();
    }

    List<JsonView> list(String name) {
        JsonElement value = object.get(name);
        return value == null || !value.isJsonArray()
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .filter(JsonElement::isJsonObject)
                        .map(element -> new JsonView(element.getAsJsonObject()))
                        .toList();
    }

    List<String> texts(String name) {
        JsonElement value = object.get(name);
        return value == null || !value.isJsonArray()
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .filter(element -> element.isJsonPrimitive()
                                && element.getAsJsonPrimitive().isString())
                        .map(JsonElement::getAsString)
                        .toList();
    }

    private @Nullable JsonPrimitive primitive(String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsJsonPrimitive() : null;
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
