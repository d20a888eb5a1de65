package io.researchloop.web.result;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Optional;

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
        if (metric == null) {
            return Optional.empty();
        }
        List<LoopTurn> plain = turns.stream().map(LoopTurnRow::turn).toList();
        return LoopStrategy.best(plain, metric).map(plain::indexOf).map(turns::get);
    }

    public Optional<Double> bestValue() {
        return best().map(LoopTurnRow::turn).map(LoopTurn::metric);
    }
}
