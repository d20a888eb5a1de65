package io.researchloop.web.result;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a loop is.
 *
 * @param turns by position, then by number
 */
public record LoopProgress(LoopRow loop, List<LoopTurnRow> turns, Spend spend) {
    public LoopProgress {
        turns = List.copyOf(turns);
    }

    /** Positions that have begun. */
    public int begun() {
        return turns.stream().mapToInt(turn -> turn.turn().position()).max().orElse(0);
    }

    public int completed() {
        return (int) turns.stream()
                .filter(turn -> turn.turn().sprintStatus() == SprintStatus.COMPLETED)
                .count();
    }

    /** Sprints and ideas that are at work. */
    public int working() {
        return (int) turns.stream()
                .filter(turn -> turn.turn().state() == TurnState.WRITING
                        || (turn.turn().sprintStatus() != null
                                && !turn.turn().sprintStatus().terminal()))
                .count();
    }

    /** Ideas that a person has to look at. */
    public List<LoopTurnRow> waiting() {
        return turns.stream()
                .filter(turn -> turn.turn().state() == TurnState.OFFERED)
                .toList();
    }

    /** The completed sprint with the best value of the loop's metric, the first of equal ones. */
    public Optional<LoopTurnRow> best() {
        LoopMetric metric = loop.plan().metric();
        LoopTurnRow best = null;
        for (LoopTurnRow turn : turns) {
            Double value = turn.turn().metric();
            if (metric != null
                    && value != null
                    && turn.turn().sprintStatus() == SprintStatus.COMPLETED
                    && (best == null || metric.direction().better(value, valueOf(best)))) {
                best = turn;
            }
        }
        return Optional.ofNullable(best);
    }

    public Optional<Double> bestValue() {
        return best().map(LoopTurnRow::turn).map(LoopTurn::metric);
    }

    private static double valueOf(LoopTurnRow turn) {
        @Nullable Double value = turn.turn().metric();
        return value == null ? Double.NaN : value;
    }
}
