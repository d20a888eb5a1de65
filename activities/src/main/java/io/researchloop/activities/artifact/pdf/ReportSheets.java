package io.researchloop.activities.artifact.pdf;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.MetricDirection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                detail.metrics().stream()
                        .limit(MOST_METRICS)
                        .map(ReportSheets::metric)
                        .toList(),
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

    private static List<String> metric(Metric metric) {
        String name = metric.split().isEmpty() ? metric.name() : metric.name() + " (" + metric.split() + ")";
        String value = new BigDecimal(Double.toString(metric.value()))
                .round(new MathContext(8))
                .stripTrailingZeros()
                .toString();
        return List.of(
                cut(name, 80),
                metric.unit() == null ? value : value + " " + cut(metric.unit(), 20),
                better(metric.direction()));
    }

    private static String better(@Nullable MetricDirection direction) {
        if (direction == null) {
            return "";
        }
        return switch (direction) {
            case MAX -> "higher is better";
            case MIN -> "lower is better";
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
        return text.length() <= most ? text : PaperText.cut(text, most) + "…";
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
