package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.workflows.model.MetricSeries;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metric of a study or a loop over its sprints, as a drawing. All places are per cent of the drawing's width and height.
 *
 * @param label all of it in words, for those who do not see it
 * @param goal null if there is none
 * @param edges from each sprint to those whose idea came from it
 * @param best where the best value's number stands; null if there is no value
 */
public record MetricChart(
        String title,
        String label,
        List<Level> levels,
        @Nullable Goal goal,
        List<Line> edges,
        List<Line> trend,
        List<Point> points,
        List<Tick> ticks,
        @Nullable Best best) {
    private static final double LEFT = 10.5;
    private static final double RIGHT = 97.5;
    private static final double TOP = 17.4;
    private static final double BOTTOM = 86;
    private static final int TICKS = 5;
    /** So many sprints can have their number below and their value beside them. */
    private static final int NUMBERED = 12;

    /** A line across at a round value. */
    public record Level(String y, String text, boolean base) {}

    /** A piece of the line that shows the best so far. */
    public record Line(String x1, String y1, String x2, String y2) {}

    /**
     * A sprint.
     *
     * @param kind up (a new best), best, done, run or bad
     * @param value what stands beside it; empty for nothing
     */
    public record Point(String kind, String x, String y, String title, String value) {}

    /** A sprint's number below. */
    public record Tick(String x, String text) {}

    /** The best value's number. */
    public record Best(String x, String y, String text) {}

    /** The value that is good enough. */
    public record Goal(String y, String text) {}

    /**
     * What a loop's chart has besides.
     *
     * @param parents the sprint that each one's idea came from
     * @param ahead sprints to come, for which there is room
     * @param target null if there is none
     * @param goesOn whether it will stop at the target
     */
    record Course(
            Map<String, String> parents,
            int ahead,
            @Nullable Double target,
            boolean goesOn) {}

    /** Null if there is nothing to draw: fewer than two values. */
    public static @Nullable MetricChart of(Leaderboard board) {
        return of(board, null);
    }

    /** @param course null if the sprints are not those of one loop */
    static @Nullable MetricChart of(Leaderboard board, @Nullable Course course) {
        StudyMetric metric = board.metric();
        MetricSeries series = board.series();
        long values = series.values().stream().filter(Objects::nonNull).count();
        return metric == null || values < 2 ? null : new Drawing(board, metric, series, course).chart();
    }

    private static final class Drawing {
        private final List<SprintPoint> sprints;
        private final StudyMetric metric;
        private final MetricSeries series;
        private final List<Integer> bests;
        private final @Nullable Course course;
        private final @Nullable Double target;
        private final int places;
        private final Scale scale;

        Drawing(Leaderboard board, StudyMetric metric, MetricSeries series, @Nullable Course course) {
            this.sprints = board.points();
            this.metric = metric;
            this.series = series;
            this.bests = series.newBests();
            this.course = course;
            this.target = course == null ? null : course.target();
            this.places = sprints.size() + (course == null ? 0 : course.ahead());
            this.scale = Scale.around(Stream.concat(series.values().stream(), Stream.ofNullable(target))
                    .filter(Objects::nonNull)
                    .mapToDouble(value -> value)
                    .toArray());
        }

        MetricChart chart() {
            int best = bests.get(bests.size() - 1);
            String name = MetricView.name(metric.name(), metric.split());
            return new MetricChart(
                    name + (course == null ? " over sprints" : " over the loop"),
                    label(name, best),
                    levels(),
                    goal(),
                    edges(best),
                    trend(),
                    points(best),
                    ticks(),
                    new Best(x(best), y(value(best)), MetricView.number(value(best))));
        }

        private List<Level> levels() {
            List<Level> levels = new ArrayList<>();
            for (double at : scale.levels()) {
                levels.add(new Level(y(at), MetricView.number(at), at == scale.low()));
            }
            return levels;
        }

        private @Nullable Goal goal() {
            return target == null || course == null
                    ? null
                    : new Goal(
                            y(target),
                            "target " + MetricView.number(target) + (course.goesOn() ? ": the loop stops" : ""));
        }

        /** Between those that have a place by their value; one that runs is drawn at the best. */
        private List<Line> edges(int best) {
            if (course == null) {
                return List.of();
            }
            Map<String, Integer> byId = new HashMap<>();
            for (int i = 0; i < sprints.size(); i++) {
                byId.put(sprints.get(i).sprintId(), i);
            }
            List<Line> edges = new ArrayList<>();
            for (int to = 0; to < sprints.size(); to++) {
                Integer from = byId.get(course.parents().get(sprints.get(to).sprintId()));
                String end = from == null ? null : height(to, best);
                if (from != null && end != null && series.values().get(from) != null) {
                    edges.add(new Line(x(from), y(value(from)), x(to), end));
                }
            }
            return edges;
        }

        private @Nullable String height(int index, int best) {
            Double value = series.values().get(index);
            boolean runs = value == null && sprints.get(index).status().holdsSlot();
            return value != null ? y(value) : runs ? y(value(best)) : null;
        }

        /** Level until a better one comes, then straight up or down to it. */
        private List<Line> trend() {
            List<Line> lines = new ArrayList<>();
            for (int i = 0; i < bests.size(); i++) {
                int from = bests.get(i);
                boolean last = i == bests.size() - 1;
                int to = last ? sprints.size() - 1 : bests.get(i + 1);
                String level = y(value(from));
                if (to > from) {
                    lines.add(new Line(x(from), level, x(to), level));
                }
                if (!last) {
                    lines.add(new Line(x(to), level, x(to), y(value(to))));
                }
            }
            return lines;
        }

        private List<Point> points(int best) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < sprints.size(); i++) {
                SprintPoint sprint = sprints.get(i);
                Double value = series.values().get(i);
                if (value != null) {
                    boolean up = bests.contains(i);
                    points.add(new Point(
                            i == best ? "best" : up ? "up" : "done",
                            x(i),
                            y(value),
                            sprint.sprintId() + ": " + MetricView.number(value) + (up ? ", best so far" : ""),
                            course == null || places > NUMBERED || i == best ? "" : MetricView.number(value)));
                } else if (sprint.status() == SprintStatus.FAILED) {
                    points.add(new Point("bad", x(i), percent(BOTTOM), sprint.sprintId() + ": failed", ""));
                } else if (sprint.status().holdsSlot()) {
                    points.add(
                            new Point("run", x(i), y(value(best)), sprint.sprintId() + ": running, no value yet", ""));
                }
            }
            return points;
        }

        private List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            int last = places - 1;
            int steps = course != null && places <= NUMBERED ? last : Math.min(TICKS - 1, last);
            for (int i = 0; i <= steps; i++) {
                int at = Math.round((float) last * i / steps);
                ticks.add(new Tick(x(at), String.valueOf(at + 1)));
            }
            return ticks;
        }

        private String label(String name, int best) {
            long failed = sprints.stream()
                    .filter(sprint -> sprint.status() == SprintStatus.FAILED)
                    .count();
            return name + " of " + sprints.size() + " sprints in order. The best so far goes from "
                    + MetricView.number(value(bests.get(0))) + " at sprint " + (bests.get(0) + 1) + " to "
                    + MetricView.number(value(best)) + " at sprint " + (best + 1) + "."
                    + (failed == 0 ? "" : " Failed: " + failed + ".")
                    + (target == null ? "" : " The target is " + MetricView.number(target) + ".");
        }

        private double value(int index) {
            return Objects.requireNonNull(series.values().get(index));
        }

        private String x(int index) {
            int last = places - 1;
            return percent(LEFT + (RIGHT - LEFT) * index / last);
        }

        private String y(double value) {
            double place = (value - scale.low()) / (scale.high() - scale.low());
            return percent(BOTTOM - (BOTTOM - TOP) * Math.max(0, Math.min(1, place)));
        }

        private static String percent(double value) {
            return String.format(Locale.ROOT, "%.1f%%", value);
        }
    }

    /** From a round value below the lowest to a round one above the highest, in round steps. */
    record Scale(double low, double step, int steps) {
        private static final int MOST = 5;

        /** What is beyond it, either way, lies on the edge: sums with it would be infinite. */
        private static final double HUGE = 1e300;

        static Scale around(double[] values) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                least = Math.min(least, Math.max(value, -HUGE));
                most = Math.max(most, Math.min(value, HUGE));
            }
            double half = (most - least) / 2;
            if (half == 0) {
                half = Math.max(Math.abs(most) / 20, Double.MIN_NORMAL * 100);
                least -= half;
                most += half;
            }
            double step = round(half / (MOST - 1) * 2);
            double low = Math.floor(least / step) * step;
            int steps = Math.max(1, (int) Math.ceil((most - low) / step - 1e-9));
            return new Scale(low, step, Math.min(steps, 100));
        }

        double high() {
            return low + step * steps;
        }

        List<Double> levels() {
            List<Double> levels = new ArrayList<>();
            for (int i = 0; i <= steps; i++) {
                levels.add(low + step * i);
            }
            return levels;
        }

        /** 1, 2 or 5 times a power of ten, not below it. */
        private static double round(double step) {
            double power = Math.pow(10, Math.floor(Math.log10(step)));
            double times = step / power;
            return power * (times <= 1.0001 ? 1 : times <= 2.0001 ? 2 : times <= 5.0001 ? 5 : 10);
        }
    }
}
