package io.researchloop.workflows.model;

import java.util.Locale;
import java.util.Optional;

/** Which way a metric is better. */
public enum MetricDirection {
    MAX,
    MIN;

    /** True if a value counts as progress over another; one that is equal does not. */
    public boolean better(double value, double than) {
        return this == MAX ? value > than : value < than;
    }

    /** What agents write for it: max or min, and the words that mean the same. Empty for any other word. */
    public static Optional<MetricDirection> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "max", "up", "higher", "maximize", "maximise" -> Optional.of(MAX);
            case "min", "down", "lower", "minimize", "minimise" -> Optional.of(MIN);
            default -> Optional.empty();
        };
    }
}
