package io.researchloop.web.result;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.MetricSeries;
import io.researchloop.workflows.model.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sprints side by side. All lists are in the order of the sprints; what a sprint lacks is null there.
 *
 * @param numbers cost in US dollars, duration in seconds, GPU hours, tokens, turns, attempts
 */
public record Comparison(
        List<SprintDetail> sprints, List<StepLine> steps, List<NumberLine> numbers, List<MetricLine> metrics) {
    /** A step, where any of them has it. */
    public record StepLine(String name, List<@Nullable StepReport> reports) {}

    /** @param differences from the first sprint's value; null where either lacks it, and for the first itself */
    public record NumberLine(String name, List<@Nullable Double> values, List<@Nullable Double> differences) {}

    /**
     * @param direction null if no agent said one
     * @param best where the best value is, if there is a direction and more than one value; else null
     */
    public record MetricLine(
            String name,
            String split,
            @Nullable String unit,
            @Nullable MetricDirection direction,
            List<@Nullable Double> values,
            List<@Nullable Double> differences,
            @Nullable Integer best) {}

    private record Key(String name, String split) {}

    /**
     * @param spent by a sprint's id
     * @param now the end, so far, of those that still work
     */
    public static Comparison of(List<SprintDetail> sprints, Function<String, Spend> spent, Instant now) {
        return new Comparison(List.copyOf(sprints), steps(sprints), numbers(sprints, spent, now), metrics(sprints));
    }

    private static List<NumberLine> numbers(List<SprintDetail> sprints, Function<String, Spend> spent, Instant now) {
        return List.of(
                number("cost_usd", sprints, row -> row.costUsd()),
                number("duration_seconds", sprints, row -> seconds(row, now)),
                number("gpu_hours", sprints, row -> spent.apply(row.id()).gpuHours()),
                number("input_tokens", sprints, row -> (double) row.inputTokens()),
                number("output_tokens", sprints, row -> (double) row.outputTokens()),
                number("turns", sprints, row -> (double) row.turns()),
                number("attempts", sprints, row -> (double) row.attempt()));
    }

    private static NumberLine number(
            String name, List<SprintDetail> sprints, Function<SprintRow, @Nullable Double> read) {
        List<@Nullable Double> values = new ArrayList<>();
        sprints.forEach(sprint -> values.add(read.apply(sprint.row())));
        return new NumberLine(name, Collections.unmodifiableList(values), differences(values));
    }

    private static @Nullable Double seconds(SprintRow row, Instant now) {
        Instant started = row.startedAt();
        Instant ended = row.completedAt() == null ? now : row.completedAt();
        return started == null ? null : Duration.between(started, ended).toMillis() / 1000.0;
    }

    private static List<StepLine> steps(List<SprintDetail> sprints) {
        List<Map<String, StepReport>> byName = sprints.stream()
                .map(sprint ->
                        sprint.steps().stream().collect(Collectors.toMap(StepReport::name, step -> step, (a, b) -> b)))
                .toList();
        return sprints.stream()
                .flatMap(sprint -> sprint.steps().stream())
                .map(StepReport::name)
                .distinct()
                .map(name -> {
                    List<@Nullable StepReport> reports = new ArrayList<>();
                    byName.forEach(steps -> reports.add(steps.get(name)));
                    return new StepLine(name, Collections.unmodifiableList(reports));
                })
                .toList();
    }

    private static List<MetricLine> metrics(List<SprintDetail> sprints) {
        Map<Key, @Nullable Metric[]> found = new LinkedHashMap<>();
        for (int i = 0; i < sprints.size(); i++) {
            for (Metric metric : sprints.get(i).metrics()) {
                found.computeIfAbsent(new Key(metric.name(), metric.split()), key -> new Metric[sprints.size()])[i] =
                        metric;
            }
        }
        List<MetricLine> lines = new ArrayList<>();
        found.forEach((key, metrics) -> lines.add(line(key, metrics)));
        return List.copyOf(lines);
    }

    private static MetricLine line(Key key, @Nullable Metric[] metrics) {
        List<@Nullable Double> values = new ArrayList<>();
        String unit = null;
        MetricDirection direction = null;
        for (Metric metric : metrics) {
            values.add(metric == null ? null : (Double) metric.value());
            unit = unit != null || metric == null ? unit : metric.unit();
            direction = direction != null || metric == null ? direction : metric.direction();
        }
        return new MetricLine(
                key.name(),
                key.split(),
                unit,
                direction,
                Collections.unmodifiableList(values),
                differences(values),
                best(values, direction));
    }

    private static @Nullable Integer best(List<@Nullable Double> values, @Nullable MetricDirection direction) {
        if (direction == null || values.stream().filter(Objects::nonNull).count() < 2) {
            return null;
        }
        OptionalInt best = new MetricSeries(values, direction).best();
        return best.isPresent() ? best.getAsInt() : null;
    }

    private static List<@Nullable Double> differences(List<@Nullable Double> values) {
        Double first = values.get(0);
        List<@Nullable Double> differences = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            differences.add(i == 0 || first == null || value == null ? null : (Double) (value - first));
        }
        return Collections.unmodifiableList(differences);
    }
}
