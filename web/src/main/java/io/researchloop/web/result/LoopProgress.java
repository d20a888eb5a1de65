package io.researchloop.web.result;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.MetricSeries;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
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
        if (metric == null) {
            return Optional.empty();
        }
        List<LoopTurn> plain = turns.stream().map(LoopTurnRow::turn).toList();
        return LoopStrategy.best(plain, metric).map(plain::indexOf).map(turns::get);
    }

    /** How many sprints have ended since the best one; all if there is no value yet. */
    public int sinceBest() {
        LoopMetric metric = loop.plan().metric();
        if (metric == null) {
            return 0;
        }
        List<@Nullable Double> values = new ArrayList<>();
        for (LoopTurnRow row : turns) {
            LoopTurn turn = row.turn();
            if (turn.sprintStatus() == SprintStatus.COMPLETED) {
                values.add(turn.metric());
            } else if (turn.sprintStatus() == SprintStatus.FAILED || turn.state() == TurnState.UNUSABLE) {
                values.add(null);
            }
        }
        return new MetricSeries(values, metric.direction()).sinceBest();
    }

    public Optional<Double> bestValue() {
        return best().map(LoopTurnRow::turn).map(LoopTurn::metric);
    }
}
