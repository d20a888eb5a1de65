package io.researchloop.activities.metric;

import io.researchloop.workflows.model.MetricDirection;
import org.jspecify.annotations.Nullable;

/**
 * A number that an agent measured. Name and split together tell it from the sprint's others.
 *
 * @param split the data that it was measured on, for example {@code test}; empty if the agent did not say
 * @param value finite
 * @param unit for people; null if the agent did not say
 * @param direction null if the agent did not say
 */
public record Metric(
        String name,
        String split,
        double value,
        @Nullable String unit,
        @Nullable MetricDirection direction) {}
