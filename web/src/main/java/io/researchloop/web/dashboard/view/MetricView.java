package io.researchloop.web.dashboard.view;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A number that the agent measured.
 *
 * @param note which way is better, if the agent said so
 */
public record MetricView(String name, String value, String note) {
    private static final int MOST = 12;

    /** The metrics of {@code metrics.json}: name to number, or to an object with {@code value} and {@code direction}. */
    static List<MetricView> of(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return List.of();
        }
        try {
            JsonElement root = JsonParser.parseString(json);
            return root.isJsonObject()
                    ? root.getAsJsonObject().entrySet().stream()
                            .map(MetricView::of)
                            .filter(Objects::nonNull)
                            .limit(MOST)
                            .toList()
                    : List.of();
        } catch (JsonParseException e) {
            // The agent's file is not what was asked for; it can still be read among the artifacts.
            return List.of();
        }
    }

    private static @Nullable MetricView of(Map.Entry<String, JsonElement> entry) {
        JsonElement element = entry.getValue();
        String direction = "";
        if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            direction = object.has("direction") && object.get("direction").isJsonPrimitive()
                    ? object.get("direction").getAsString().toLowerCase(Locale.ROOT)
                    : "";
            element = object.get("value");
        }
        if (element == null
                || !element.isJsonPrimitive()
                || !element.getAsJsonPrimitive().isNumber()) {
            return null;
        }
        return new MetricView(entry.getKey().replace('_', ' '), number(element.getAsString()), note(direction));
    }

    /** Five digits are more than one compares by eye; what is smaller or larger keeps its exponent. */
    private static String number(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.precision() - value.scale() > 12) {
                return String.format(Locale.ROOT, "%.3g", value);
            }
            BigDecimal rounded = value.round(
                    new MathContext(Math.max(5, value.precision() - value.scale()), RoundingMode.HALF_EVEN));
            return rounded.signum() != 0 && rounded.abs().doubleValue() < 1e-4
                    ? String.format(Locale.ROOT, "%.3g", rounded)
                    : rounded.toPlainString();
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static String note(String direction) {
        return switch (direction) {
            case "up", "higher", "max", "maximize", "maximise" -> "higher is better";
            case "down", "lower", "min", "minimize", "minimise" -> "lower is better";
            default -> "";
        };
    }
}
