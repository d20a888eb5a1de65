package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.web.result.Comparison;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** Sprints side by side, one column each. */
public record ComparisonView(List<Column> columns, List<Row> rows, List<Row> steps, List<Row> metrics) {
    /** A sprint. */
    public record Column(String id, String title, String study, StatusView status) {}

    /** One thing of all sprints. */
    public record Row(String name, List<Cell> cells) {}

    /** @param difference from the first sprint; empty if there is none */
    public record Cell(String value, String difference, boolean best) {}

    public static ComparisonView of(Comparison comparison, Clock clock) {
        Instant now = clock.instant();
        return new ComparisonView(
                comparison.sprints().stream()
                        .map(detail -> new Column(
                                detail.row().id(),
                                Words.title(detail.idea()),
                                detail.row().studyName(),
                                StatusView.of(detail.row(), now)))
                        .toList(),
                comparison.numbers().stream().map(ComparisonView::numbers).toList(),
                comparison.steps().stream()
                        .map(step -> new Row(
                                Words.step(step.name()),
                                step.reports().stream()
                                        .map(report -> new Cell(text(report, now), "", false))
                                        .toList()))
                        .toList(),
                comparison.metrics().stream().map(ComparisonView::metric).toList());
    }

    private static Row numbers(Comparison.NumberLine line) {
        DoubleFunction<String> text =
                switch (line.name()) {
                    case "cost_usd" -> Words::money;
                    case "duration_seconds" -> seconds -> Words.duration(Duration.ofSeconds((long) seconds));
                    case "gpu_hours" -> MetricView::number;
                    default -> number -> Words.count((long) number);
                };
        String name =
                switch (line.name()) {
                    case "cost_usd" -> "Cost";
                    case "duration_seconds" -> "Duration";
                    case "gpu_hours" -> "GPU hours";
                    default -> sentence(line.name());
                };
        return new Row(name, cells(line.values(), line.differences(), null, text));
    }

    private static Row metric(Comparison.MetricLine line) {
        String unit = line.unit() == null ? "" : " " + line.unit();
        return new Row(
                MetricView.name(line.name(), line.split()),
                cells(line.values(), line.differences(), line.best(), value -> MetricView.number(value) + unit));
    }

    private static List<Cell> cells(
            List<@Nullable Double> values,
            List<@Nullable Double> differences,
            @Nullable Integer best,
            DoubleFunction<String> text) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            Double difference = differences.get(i);
            String sign = difference == null ? "" : difference > 0 ? "+" : difference < 0 ? "−" : "±";
            cells.add(new Cell(
                    value == null ? "–" : text.apply(value),
                    difference == null ? "" : sign + text.apply(Math.abs(difference)),
                    best != null && best == i));
        }
        return cells;
    }

    private static String text(@Nullable StepReport step, Instant now) {
        if (step == null) {
            return "–";
        }
        Instant started = step.startedAt();
        if (started == null) {
            return "not started";
        }
        Instant ended = step.endedAt() == null ? now : step.endedAt();
        return Words.duration(Duration.between(started, ended)) + " · "
                + Words.money(step.usage().costUsd());
    }

    private static String sentence(String name) {
        String spaced = name.replace('_', ' ');
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
