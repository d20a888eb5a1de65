package io.researchloop.web.dashboard.view;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.MetricRank;
import io.researchloop.activities.store.StudyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a completed sprint measured, as its study sees it.
 *
 * @param values in the order of the sprint's file
 * @param main the metric that most sprints of its study have; null if this one has none of it
 * @param rank for that metric; null if it is the only one that has it, or nobody said which way is better
 */
public record Measured(
        List<StudyValue> values,
        @Nullable Metric main,
        @Nullable MetricRank rank) {
    static final Measured NOTHING = new Measured(List.of(), null, null);

    public Measured {
        values = List.copyOf(values);
    }

    boolean isMain(Metric metric) {
        return main != null && main.name().equals(metric.name()) && main.split().equals(metric.split());
    }
}
