package io.researchloop.web.result;

import io.researchloop.activities.store.MetricValue;
import io.researchloop.activities.store.Metrics;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.command.Rejection;
import io.researchloop.workflows.model.MetricDirection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads leaderboards. */
@Component
public class Leaderboards {
    public static final int MOST = 200;

    /** As many points as a chart of a page's width can tell apart. */
    private static final int POINTS = 200;

    private final Metrics metrics;
    private final SprintStore sprints;

    Leaderboards(Metrics metrics, SprintStore sprints) {
        this.metrics = metrics;
        this.sprints = sprints;
    }

    /**
     * @param metric null: what most sprints have
     * @param split null: the one that most sprints have
     * @param direction null: what the agents said, else higher is better
     * @param limit at most {@value #MOST} places
     * @throws Rejection if the study has no such metric
     */
    public Leaderboard of(
            String study,
            @Nullable String metric,
            @Nullable String split,
            @Nullable MetricDirection direction,
            int limit) {
        List<StudyMetric> known = metrics.inStudy(study);
        if (known.isEmpty() && metric == null) {
            return new Leaderboard(study, known, null, MetricDirection.MAX, List.of(), List.of());
        }
        StudyMetric wanted = known.stream()
                .filter(one -> (metric == null || one.name().equals(metric))
                        && (split == null || one.split().equals(split)))
                .findFirst()
                .orElseThrow(() -> Rejection.unknown("No sprint of " + study + " has "
                        + (metric == null ? "a metric of this split" : "this metric") + "; there are: "
                        + known.stream().map(StudyMetric::label).collect(Collectors.joining(", "))));
        MetricDirection way = direction == null ? wanted.directionOrDefault() : direction;
        List<MetricValue> best = metrics.best(study, wanted, way, Math.max(1, Math.min(limit, MOST)));
        List<Leaderboard.Place> places = new ArrayList<>();
        for (MetricValue value : best) {
            sprints.find(value.sprintId())
                    .ifPresent(row -> places.add(new Leaderboard.Place(places.size() + 1, row, value.value())));
        }
        return new Leaderboard(study, known, wanted, way, places, metrics.latest(study, wanted, POINTS));
    }
}
