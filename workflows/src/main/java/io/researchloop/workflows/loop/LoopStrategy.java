package io.researchloop.workflows.loop;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the next idea is drawn from. */
public enum LoopStrategy {
    /** From the last sprint that was completed. */
    LINEAR {
        @Override
        Growth grow(List<LoopTurn> turns, @Nullable LoopMetric metric) {
            return last(turns)
                    .map(turn -> new Growth(TurnOrigin.NEXT, turn.sprintId()))
                    .orElse(new Growth(TurnOrigin.FIRST, null));
        }
    },
    /** A tree: some drafts that know nothing of each other's code, then improvements of the best one. */
    BEST_FIRST {
        @Override
        Growth grow(List<LoopTurn> turns, @Nullable LoopMetric metric) {
            long drafts = turns.stream()
                    .filter(turn -> turn.origin() == TurnOrigin.DRAFT && turn.counts())
                    .map(LoopTurn::position)
                    .distinct()
                    .count();
            Optional<LoopTurn> best = metric == null ? last(turns) : best(turns, metric);
            if (drafts < DRAFTS || best.isEmpty()) {
                return new Growth(TurnOrigin.DRAFT, null);
            }
            return new Growth(TurnOrigin.IMPROVE, best.get().sprintId());
        }
    };

    /** As many roots as the tree gets before its best one is improved. */
    public static final int DRAFTS = 3;

    /** What comes next, and from which sprint. */
    record Growth(TurnOrigin origin, @Nullable String parent) {}

    abstract Growth grow(List<LoopTurn> turns, @Nullable LoopMetric metric);

    private static Optional<LoopTurn> last(List<LoopTurn> turns) {
        return turns.stream().filter(LoopTurn::completed).max(Comparator.comparingInt(LoopTurn::position));
    }

    /** The completed turn with the best value of the metric, the first of equal ones. */
    public static Optional<LoopTurn> best(List<LoopTurn> turns, LoopMetric metric) {
        LoopTurn best = null;
        for (LoopTurn turn : turns) {
            Double value = turn.metric();
            if (turn.completed()
                    && value != null
                    && (best == null || metric.direction().better(value, best.value()))) {
                best = turn;
            }
        }
        return Optional.ofNullable(best);
    }
}
