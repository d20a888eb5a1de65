package io.researchloop.workflows.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a chain of sprints need not go on.
 *
 * @param target a value as good as this is good enough; null for none
 * @param patience so many sprints in a row without a new best are too many, at least 1; null for no limit
 */
public record MetricStop(@Nullable Double target, @Nullable Integer patience) {
    public MetricStop {
        if (target != null && !Double.isFinite(target)) {
            throw new IllegalArgumentException("a target is a finite number, not " + target);
        }
        if (patience != null && patience < 1) {
            throw new IllegalArgumentException("patience is at least 1, not " + patience);
        }
    }

    /** Why to stop, in a sentence; empty to go on. */
    public Optional<String> reached(MetricSeries soFar) {
        Double wanted = target;
        if (wanted != null && soFar.best().isPresent()) {
            Double best = soFar.values().get(soFar.best().getAsInt());
            if (best != null && !soFar.direction().better(wanted, best)) {
                return Optional.of("The target of " + wanted + " is reached: " + best + ".");
            }
        }
        if (patience != null && soFar.sinceBest() >= patience) {
            return Optional.of(
                    soFar.best().isPresent()
                            ? "No new best in " + soFar.sinceBest() + " sprints."
                            : "No value of the metric in " + soFar.sinceBest() + " sprints.");
        }
        return Optional.empty();
    }
}
