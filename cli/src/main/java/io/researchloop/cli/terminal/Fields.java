package io.researchloop.cli.terminal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A JSON object of the server, read for people: absent and null are the same, wrong types are absent, and every text
 * comes out cleaned. What goes back to the server or to a program is taken from {@link #json()} instead.
 */
public record Fields(JsonObject json) {

    /** One line of text, or empty when there is none. */
    public String text(String name) {
        return raw(name).map(SafeText::line).orElse("");
    }

    /** Text with its line breaks, or empty when there is none. */
    public String block(String name) {
        return raw(name).map(SafeText::block).orElse("");
    }

    /** The text as the server sent it, for requests and files; never for the terminal. */
    public Optional<String> raw(String name) {
        return element(name).filter(JsonElement::isJsonPrimitive).map(JsonElement::getAsString);
    }

    public OptionalDouble number(String name) {
        try {
            var text = raw(name);
            return text.isPresent() ? OptionalDouble.of(Double.parseDouble(text.get())) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    public boolean flag(String name) {
        return raw(name).filter("true"::equals).isPresent();
    }

    public Optional<Fields> object(String name) {
        return element(name).filter(JsonElement::isJsonObject).map(e -> new Fields(e.getAsJsonObject()));
    }

    /** The objects of an array; what is not an object is left out. */
    public List<Fields> list(String name) {
        var found = new ArrayList<Fields>();
        element(name).filter(JsonElement::isJsonArray).ifPresent(array -> array.getAsJsonArray()
                .forEach(item -> {
                    if (item.isJsonObject()) {
                        found.add(new Fields(item.getAsJsonObject()));
                    }
                }));
        return found;
    }

    /** The entries of an array as numbers; what is none, null for example, is empty at its place. */
    public List<OptionalDouble> numbers(String name) {
        var found = new ArrayList<OptionalDouble>();
        element(name).filter(JsonElement::isJsonArray).ifPresent(array -> array.getAsJsonArray()
                .forEach(item -> found.add(
                        item.isJsonPrimitive() && item.getAsJsonPrimitive().isNumber()
                                ? OptionalDouble.of(item.getAsDouble())
                                : OptionalDouble.empty())));
        return found;
    }

    private Optional<JsonElement> element(String name) {
        return Optional.ofNullable(json.get(name));
    }
}
