package io.researchloop.activities.store;

import io.researchloop.workflows.model.MetricDirection;
import org.jspecify.annotations.Nullable;

/**
 * A metric that sprints of a study have.
 *
 * @param split empty if their agents did not say
 * @param sprints how many have it
 * @param direction as the newest sprint that says one says; null if none does
 * @param unit likewise
 */
public record StudyMetric(
        String name,
        String split,
        int sprints,
        @Nullable MetricDirection direction,
        @Nullable String unit) {

    /** The name, with the split in brackets if there is one. */
    public String label() {
        return split.isEmpty() ? name : name + " (" + split + ")";
    }

    /** Higher is better, unless an agent said otherwise. */
    public MetricDirection directionOrDefault() {
        return direction == null ? MetricDirection.MAX : direction;
    }
}
