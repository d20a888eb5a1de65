package io.researchloop.activities.store;

/** A sprint's value of one metric. */
public record MetricValue(String sprintId, double value) {}
