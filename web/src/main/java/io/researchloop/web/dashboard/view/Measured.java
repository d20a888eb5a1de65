package io.researchloop.web.dashboard.view;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.StudyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a completed sprint measured, as its study sees it.
 *
 * @param values in the order of the sprint's file
 * @param main the metric that most sprints of its study have; null if this one has none of it
 * @param best true if no completed sprint of the study, of more than one, has a better value for that metric
 */
public record Measured(List<StudyValue> values, @Nullable Metric main, boolean best) {
    static final Measured NOTHING = new Measured(List.of(), null, false);

    public Measured {
        values = List.copyOf(values);
    }

    boolean isMain(Metric metric) {
        return main != null && main.name().equals(metric.name()) && main.split().equals(metric.split());
    }
}
