package io.researchloop.activities.artifact.pdf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a sprint's numbers into words for paper: no "ago", times in UTC, so that every reader reads the same. */
final class ReportSheets {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern ROUND = Pattern.compile("(red_team|fix)_(\\d+)");
    private static final int TITLE = 160;
    private static final int MOST_METRICS = 60;

    private ReportSheets() {}

    static ReportSheet of(SprintDetail detail) {
        SprintRow row = detail.row();
        return new ReportSheet(
                row.id(),
                title(detail.idea()),
                detail.idea().strip(),
                row.completedAt() == null ? row.createdAt() : row.completedAt(),
                facts(row),
                metrics(detail.metricsJson()),
                detail.steps().stream().map(ReportSheets::step).toList());
    }

    private static List<List<String>> facts(SprintRow row) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("Study", row.studyName()));
        facts.add(List.of("Sprint", row.id() + ", " + lower(row.status())));
        facts.add(List.of("Created", TIME.format(row.createdAt())));
        time(facts, "Started", row.startedAt());
        time(facts, "Ended", row.completedAt());
        Double budget = row.maxCostUsd();
        facts.add(List.of("Cost", money(row.costUsd()) + (budget == null ? "" : " of " + money(budget))));
        facts.add(List.of("Ran", duration(Duration.ofSeconds(row.ranSeconds())) + " on " + row.cluster()));
        facts.add(List.of("Agent", row.agent() + (row.model() == null ? "" : ", " + row.model())));
        return facts;
    }

    private static void time(List<List<String>> facts, String label, @Nullable Instant at) {
        if (at != null) {
            facts.add(List.of(label, TIME.format(at)));
        }
    }

    private static List<String> step(StepReport step) {
        Instant started = step.startedAt();
        Instant ended = step.endedAt();
        return List.of(
                stepName(step.name()),
                lower(step.status()),
                started == null || ended == null ? "–" : duration(Duration.between(started, ended)),
                money(step.usage().costUsd()));
    }

    /** Name to number, or to an object with {@code value} and {@code direction}; whatever else there is, is left out. */
    static List<List<String>> metrics(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return List.of();
        }
        try {
            JsonElement root = JsonParser.parseString(json);
            return root.isJsonObject()
                    ? root.getAsJsonObject().entrySet().stream()
                            .map(ReportSheets::metric)
                            .filter(Objects::nonNull)
                            .limit(MOST_METRICS)
                            .toList()
                    : List.of();
        } catch (JsonParseException e) {
            // The file is among the artifacts; a report does not fail for it.
            return List.of();
        }
    }

    private static @Nullable List<String> metric(Map.Entry<String, JsonElement> entry) {
        JsonElement value = entry.getValue();
        String direction = "";
        if (value.isJsonObject()) {
            JsonObject object = value.getAsJsonObject();
            JsonElement said = object.get("direction");
            direction =
                    said != null && said.isJsonPrimitive() ? said.getAsString().toLowerCase(Locale.ROOT) : "";
            value = object.get("value");
        }
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            return null;
        }
        return List.of(cut(entry.getKey(), 80), cut(value.getAsString(), 40), better(direction));
    }

    private static String better(String direction) {
        return switch (direction) {
            case "up", "higher", "max", "maximize", "maximise" -> "higher is better";
            case "down", "lower", "min", "minimize", "minimise" -> "lower is better";
            default -> "";
        };
    }

    static String stepName(String name) {
        Matcher round = ROUND.matcher(name);
        if (round.matches()) {
            return (round.group(1).equals("fix") ? "Fix " : "Red-team ") + round.group(2);
        }
        String spaced = name.replace('_', ' ').strip();
        return spaced.isEmpty() ? name : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String title(String idea) {
        String line = idea.strip().lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "Sprint without an idea" : cut(line, TITLE);
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, text.length()))))
                        + "…";
    }

    private static String duration(Duration time) {
        long minutes = time.toMinutes();
        if (minutes < 1) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "$%,.2f", dollars);
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
