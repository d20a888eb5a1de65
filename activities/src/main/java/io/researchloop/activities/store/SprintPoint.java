package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import org.jspecify.annotations.Nullable;

/**
 * A sprint in the chart of a metric.
 *
 * @param value null if it has none
 */
public record SprintPoint(
        long seq,
        String sprintId,
        SprintStatus status,
        @Nullable Double value) {}
