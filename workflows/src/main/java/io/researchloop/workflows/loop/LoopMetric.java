package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.MetricDirection;

/** The number that a loop is about, as sprints write it into {@code metrics.json}. */
public record LoopMetric(String name, MetricDirection direction) {}
