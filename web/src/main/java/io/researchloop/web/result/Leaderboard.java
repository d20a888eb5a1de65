package io.researchloop.web.result;

import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.MetricSeries;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A study's sprints by one metric.
 *
 * @param metrics all that the study has, the commonest first
 * @param metric the one that the places are by; null if the study has none yet
 * @param places best first
 * @param points the last sprints in their order, whatever became of them
 */
public record Leaderboard(
        String study,
        List<StudyMetric> metrics,
        @Nullable StudyMetric metric,
        MetricDirection direction,
        List<Place> places,
        List<SprintPoint> points) {

    /** @param rank from 1 */
    public record Place(int rank, SprintRow sprint, double value) {}

    public Leaderboard {
        metrics = List.copyOf(metrics);
        places = List.copyOf(places);
        points = List.copyOf(points);
    }

    /** The points' values as a series: only what a completed sprint measured counts. */
    public MetricSeries series() {
        List<@Nullable Double> values = new ArrayList<>();
        points.forEach(point -> values.add(point.status() == SprintStatus.COMPLETED ? point.value() : null));
        return new MetricSeries(values, direction);
    }

    /** The best of the points; empty if none has a value. */
    public OptionalInt best() {
        return series().best();
    }
}
