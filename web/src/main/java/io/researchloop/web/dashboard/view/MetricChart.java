package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.workflows.model.MetricSeries;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A study's metric over its sprints, as a drawing. All places are per cent of the drawing's width and height.
 *
 * @param label all of it in words, for those who do not see it
 * @param best where the best value's number stands; null if there is no value
 */
public record MetricChart(
        String title,
        String label,
        List<Level> levels,
        List<Line> trend,
        List<Point> points,
        List<Tick> ticks,
        @Nullable Best best) {
    private static final double LEFT = 10.5;
    private static final double RIGHT = 97.5;
    private static final double TOP = 17.4;
    private static final double BOTTOM = 86;
    private static final int TICKS = 5;

    /** A line across at a round value. */
    public record Level(String y, String text, boolean base) {}

    /** A piece of the line that shows the best so far. */
    public record Line(String x1, String y1, String x2, String y2) {}

    /**
     * A sprint.
     *
     * @param kind up (a new best), best, done, run or bad
     */
    public record Point(String kind, String x, String y, String title) {}

    /** A sprint's number below. */
    public record Tick(String x, String text) {}

    /** The best value's number. */
    public record Best(String x, String y, String text) {}

    /** Null if there is nothing to draw: fewer than two values. */
    public static @Nullable MetricChart of(Leaderboard board) {
        StudyMetric metric = board.metric();
        MetricSeries series = board.series();
        long values = series.values().stream().filter(Objects::nonNull).count();
        return metric == null || values < 2 ? null : new Drawing(board, metric, series).chart();
    }

    private static final class Drawing {
        private final List<SprintPoint> sprints;
        private final StudyMetric metric;
        private final MetricSeries series;
        private final List<Integer> bests;
        private final Scale scale;

        Drawing(Leaderboard board, StudyMetric metric, MetricSeries series) {
            this.sprints = board.points();
            this.metric = metric;
            this.series = series;
            this.bests = series.newBests();
            double[] values = series.values().stream()
                    .filter(Objects::nonNull)
                    .mapToDouble(value -> value)
                    .toArray();
            this.scale = Scale.around(values);
        }

        MetricChart chart() {
            int best = bests.get(bests.size() - 1);
            String name = MetricView.name(metric.name(), metric.split());
            return new MetricChart(
                    name,
                    label(name, best),
                    levels(),
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
                            sprint.sprintId() + ": " + MetricView.number(value) + (up ? ", best so far" : "")));
                } else if (sprint.status() == SprintStatus.FAILED) {
                    points.add(new Point("bad", x(i), percent(BOTTOM), sprint.sprintId() + ": failed"));
                } else if (sprint.status().holdsSlot()) {
                    points.add(new Point("run", x(i), y(value(best)), sprint.sprintId() + ": running, no value yet"));
                }
            }
            return points;
        }

        private List<Tick> ticks() {
            List<Tick> ticks = new ArrayList<>();
            int last = sprints.size() - 1;
            int steps = Math.min(TICKS - 1, last);
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
                    + (failed == 0 ? "" : " Failed: " + failed + ".");
        }

        private double value(int index) {
            return Objects.requireNonNull(series.values().get(index));
        }

        private String x(int index) {
            int last = sprints.size() - 1;
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
