package io.researchloop.activities.metric;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.researchloop.workflows.model.MetricDirection;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A {@code metrics.json} as it was read: an object from name to number, or to an object with {@code value} and perhaps
 * {@code unit}, {@code direction} (max or min) and {@code split}; or a list of such objects with a {@code name}. What is
 * right in it counts, whatever else is wrong.
 *
 * @param metrics in the file's order
 * @param json the whole file on one line; null if it is no JSON
 * @param fault what is wrong, in a sentence or a few; null if nothing is
 */
public record MetricsFile(
        List<Metric> metrics,
        @Nullable String json,
        @Nullable String fault) {
    /** More are faults: a leaderboard of so many columns helps nobody. */
    public static final int MAX_METRICS = 200;

    static final int MAX_NAME = 100;
    static final int MAX_WORD = 40;
    private static final int MAX_FAULTS = 5;
    private static final int MAX_DEPTH = 20;

    public MetricsFile {
        metrics = List.copyOf(metrics);
    }

    public static MetricsFile read(String text) {
        try {
            return new Reading().of(parse(text));
        } catch (IOException | JsonParseException | IllegalStateException e) {
            return new MetricsFile(List.of(), null, "metrics.json is not JSON.");
        }
    }

    /** By the letter of RFC 8259, unlike Gson's usual ways: what is kept here is handed out as JSON again. */
    private static JsonElement parse(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        JsonElement root = JsonParser.parseReader(reader);
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new IOException("more than one value");
        }
        return root;
    }

    private static final class Reading {
        private record Key(String name, String split) {}

        private final Map<Key, Metric> found = new LinkedHashMap<>();
        private final StringJoiner faults = new StringJoiner(" ");
        private int faultCount;

        MetricsFile of(JsonElement root) {
            if (root.isJsonObject()) {
                root.getAsJsonObject().entrySet().forEach(entry -> named(entry.getKey(), entry.getValue()));
            } else if (root.isJsonArray()) {
                root.getAsJsonArray().forEach(this::listed);
            } else {
                fault("metrics.json: expected an object from name to number, or a list.");
            }
            if (faultCount > MAX_FAULTS) {
                faults.add("And " + (faultCount - MAX_FAULTS) + " more.");
            }
            return new MetricsFile(
                    List.copyOf(found.values()), root.toString(), faultCount == 0 ? null : faults.toString());
        }

        private void listed(JsonElement element) {
            Optional<String> name = element.isJsonObject() ? text(element.getAsJsonObject(), "name") : Optional.empty();
            if (name.isEmpty()) {
                fault("Each entry of the list must be an object with a name.");
            } else {
                named(name.get(), element);
            }
        }

        private void named(String name, JsonElement element) {
            if (!isWord(name, MAX_NAME)) {
                fault("\"" + shown(name) + "\" is no name: expected 1 to " + MAX_NAME + " characters on one line.");
                return;
            }
            JsonObject object = element.isJsonObject() ? element.getAsJsonObject() : new JsonObject();
            JsonElement value = element.isJsonObject() ? object.get("value") : element;
            Double number = number(value);
            if (number == null) {
                fault(shown(name) + ": expected a finite number" + (element.isJsonObject() ? " as value" : "")
                        + ", found " + shown(String.valueOf(value)) + ".");
                return;
            }
            add(new Metric(
                    name.strip(),
                    word(name, object, "split").orElse(""),
                    number,
                    word(name, object, "unit").orElse(null),
                    direction(name, object)));
        }

        private void add(Metric metric) {
            if (found.size() >= MAX_METRICS) {
                fault(shown(metric.name()) + " is left out: at most " + MAX_METRICS + " metrics are kept.");
            } else if (found.putIfAbsent(new Key(metric.name(), metric.split()), metric) != null) {
                fault(shown(metric.name()) + " is there twice; the first one counts.");
            }
        }

        private @Nullable MetricDirection direction(String name, JsonObject object) {
            Optional<String> word = word(name, object, "direction");
            Optional<MetricDirection> direction = word.flatMap(MetricDirection::of);
            if (word.isPresent() && direction.isEmpty()) {
                fault(shown(name) + ": expected max or min as direction, found " + shown(word.get()) + ".");
            }
            return direction.orElse(null);
        }

        private Optional<String> word(String name, JsonObject object, String field) {
            JsonElement element = object.get(field);
            if (element == null || element.isJsonNull()) {
                return Optional.empty();
            }
            Optional<String> text = text(object, field).filter(word -> isWord(word, MAX_WORD));
            if (text.isEmpty()) {
                fault(shown(name) + ": expected a word as " + field + ", found " + shown(element.toString()) + ".");
            }
            return text.map(String::strip);
        }

        private static Optional<String> text(JsonObject object, String field) {
            JsonElement element = object.get(field);
            return element != null
                            && element.isJsonPrimitive()
                            && element.getAsJsonPrimitive().isString()
                    ? Optional.of(element.getAsString())
                    : Optional.empty();
        }

        private static @Nullable Double number(@Nullable JsonElement value) {
            if (value == null
                    || !value.isJsonPrimitive()
                    || !value.getAsJsonPrimitive().isNumber()) {
                return null;
            }
            double number = value.getAsDouble();
            return Double.isFinite(number) ? number : null;
        }

        private static boolean isWord(String text, int most) {
            return !text.isBlank() && text.length() <= most && text.codePoints().noneMatch(Character::isISOControl);
        }

        private static String shown(String text) {
            String clean = text.replaceAll("\\p{Cntrl}", " ");
            return clean.length() <= MAX_WORD ? clean : clean.substring(0, MAX_WORD - 1) + "…";
        }

        private void fault(String sentence) {
            if (++faultCount <= MAX_FAULTS) {
                faults.add(sentence);
            }
        }
    }
}
