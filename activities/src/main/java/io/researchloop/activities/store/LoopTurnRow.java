package io.researchloop.activities.store;

import io.researchloop.workflows.loop.LoopTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a loop, with what the decision about the next one does not need.
 *
 * @param idea as far as it is known: the sprint's, else the turn's own; null if it is not written yet
 * @param reason why the agent chose this idea; null if it did not say, or a person wrote the idea
 * @param ideaCostUsd what its idea has cost, where that was written outside of the sprint
 * @param sprintCostUsd what its sprint has cost so far
 * @param sprintLimitUsd what its sprint may cost; null for no limit
 * @param sprintCreatedAt null if it has no sprint
 * @param sprintEndedAt null until its sprint has ended
 */
public record LoopTurnRow(
        LoopTurn turn,
        @Nullable String idea,
        @Nullable String reason,
        double ideaCostUsd,
        double sprintCostUsd,
        @Nullable Double sprintLimitUsd,
        @Nullable Instant sprintCreatedAt,
        @Nullable Instant sprintEndedAt) {
    public double costUsd() {
        return sprintCostUsd + ideaCostUsd;
    }

    /** From the making of its sprint to its end, what it waited for included; empty until it has ended. */
    public Optional<Duration> took() {
        return sprintCreatedAt == null || sprintEndedAt == null
                ? Optional.empty()
                : Optional.of(Duration.between(sprintCreatedAt, sprintEndedAt));
    }

    /** What its sprint may still spend while it runs; 0 if it has ended, or has no limit. */
    public double reservedUsd() {
        boolean running = turn.sprintStatus() != null && !turn.sprintStatus().terminal();
        return running && sprintLimitUsd != null ? Math.max(0, sprintLimitUsd - sprintCostUsd) : 0;
    }
}
