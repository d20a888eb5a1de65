package io.researchloop.activities.store;

import io.researchloop.workflows.loop.LoopTurn;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a loop, with what the decision about the next one does not need.
 *
 * @param idea as far as it is known: the sprint's, else the turn's own; null if it is not written yet
 * @param ideaCostUsd what its idea has cost, where that was written outside of the sprint
 * @param sprintCostUsd what its sprint has cost so far
 * @param sprintLimitUsd what its sprint may cost; null for no limit
 */
public record LoopTurnRow(
        LoopTurn turn,
        @Nullable String idea,
        double ideaCostUsd,
        double sprintCostUsd,
        @Nullable Double sprintLimitUsd) {
    /** What its sprint may still spend while it runs; 0 if it has ended, or has no limit. */
    public double reservedUsd() {
        boolean running = turn.sprintStatus() != null && !turn.sprintStatus().terminal();
        return running && sprintLimitUsd != null ? Math.max(0, sprintLimitUsd - sprintCostUsd) : 0;
    }
}
