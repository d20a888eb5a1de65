package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.Spend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the next decision depends on.
 *
 * @param stopNow whether a stop ends the running sprints too
 * @param stopReason who stopped it and why, once somebody has
 * @param turns by position, then by number
 * @param spent by all its sprints and ideas so far
 */
public record LoopView(
        LoopStatus status,
        boolean stopNow,
        @Nullable String stopReason,
        LoopPlan plan,
        List<LoopTurn> turns,
        Spend spent) {
    public LoopView {
        turns = List.copyOf(turns);
    }
}
