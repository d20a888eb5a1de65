package io.researchloop.workflows.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One metric over sprints, in their order.
 *
 * @param values null where a sprint has ended without that metric
 */
public record MetricSeries(List<@Nullable Double> values, MetricDirection direction) {
    public MetricSeries {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Where the best value is; the first of equal ones. Empty if there is none. */
    public OptionalInt best() {
        List<Integer> bests = newBests();
        return bests.isEmpty() ? OptionalInt.empty() : OptionalInt.of(bests.get(bests.size() - 1));
    }

    /** Where a value was better than all before it; the first value is. */
    public List<Integer> newBests() {
        List<Integer> found = new ArrayList<>();
        Double best = null;
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null && (best == null || direction.better(value, best))) {
                best = value;
                found.add(i);
            }
        }
        return found;
    }

    /** How many sprints have ended since the best one, those without a value too; all if there is no value yet. */
    public int sinceBest() {
        OptionalInt best = best();
        return values.size() - 1 - best.orElse(-1);
    }
}
