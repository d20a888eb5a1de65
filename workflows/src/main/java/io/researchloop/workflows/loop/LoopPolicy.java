package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.MetricSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what a loop does next. Pure: the same rows and the same time give the same move. */
public final class LoopPolicy {
    /** At one position, the first one counted. */
    public static final int MOST_TRIES = 3;

    /** Ideas that a person refused at one position; then they had better tell the loop by its guidance. */
    public static final int MOST_REFUSALS = 10;

    private final LoopView loop;
    private final LoopPlan plan;
    private final List<LoopTurn> open;
    private final Map<Integer, LoopTurn> latest = new TreeMap<>();

    private LoopPolicy(LoopView loop) {
        this.loop = loop;
        this.plan = loop.plan();
        this.open = loop.turns().stream().filter(LoopTurn::open).toList();
        loop.turns().stream()
                .sorted(Comparator.comparingInt(LoopTurn::position).thenComparingInt(LoopTurn::number))
                .forEach(turn -> latest.put(turn.position(), turn));
    }

    /** One move; ask again after it is made, until it is {@link LoopMove.Wait} or {@link LoopMove.End}. */
    public static LoopMove next(LoopView loop, Instant now) {
        return new LoopPolicy(loop).decide(now);
    }

    private LoopMove decide(Instant now) {
        if (loop.status().terminal()) {
            return new LoopMove.End(loop.status(), loop.stopReason());
        }
        if (loop.status() == LoopStatus.STOPPING) {
            return stopping();
        }
        Optional<LoopMove> ending = ending();
        if (ending.isPresent()) {
            return open.isEmpty() ? ending.get() : withdrawOr(new LoopMove.Wait(null));
        }
        Optional<LoopMove> late = unanswered(now);
        if (late.isPresent()) {
            return late.get();
        }
        if (loop.status() == LoopStatus.RUNNING && open.size() < plan.parallel()) {
            Optional<LoopMove> begin = again().or(this::another);
            if (begin.isPresent()) {
                return begin.get();
            }
        }
        boolean done =
                open.isEmpty() && latest.size() >= plan.count() && toRepeat().isEmpty();
        return done ? new LoopMove.End(LoopStatus.COMPLETED, null) : new LoopMove.Wait(nextTimeout());
    }

    private LoopMove stopping() {
        List<String> running = open.stream()
                .map(LoopTurn::sprintId)
                .filter(id -> loop.stopNow() && id != null)
                .toList();
        if (!running.isEmpty()) {
            return withdrawOr(new LoopMove.CancelSprints(running));
        }
        return open.isEmpty()
                ? new LoopMove.End(LoopStatus.STOPPED, loop.stopReason())
                : withdrawOr(new LoopMove.Wait(null));
    }

    /** What has no sprint yet gets none any more. */
    private LoopMove withdrawOr(LoopMove otherwise) {
        return open.stream()
                .filter(turn -> turn.sprintId() == null)
                .findFirst()
                .<LoopMove>map(LoopMove.Withdraw::new)
                .orElse(otherwise);
    }

    /** Why nothing new may begin. */
    private Optional<LoopMove> ending() {
        return exhaustion().or(this::failure).or(this::budget).or(this::goal);
    }

    /** No fault, so whatever is to be done on a failure: another turn would have no idea either. */
    private Optional<LoopMove> exhaustion() {
        return latest.values().stream()
                .filter(turn -> turn.state() == TurnState.NONE_LEFT)
                .findFirst()
                .map(turn -> new LoopMove.End(
                        LoopStatus.STOPPED, turn.detail() == null ? "No idea is left." : turn.detail()));
    }

    private Optional<LoopMove> failure() {
        for (LoopTurn turn : latest.values()) {
            boolean bad = (turn.failed() || turn.cancelled()) && !turn.forgiven();
            if (bad && plan.onFailure() != OnFailure.SKIP) {
                boolean repeat = plan.onFailure() == OnFailure.RETRY && turn.failed() && triesLeft(turn);
                if (!repeat) {
                    return Optional.of(new LoopMove.End(endOf(turn), reason(turn)));
                }
            }
            if (turn.state() == TurnState.REFUSED && refusals(turn) >= MOST_REFUSALS) {
                return Optional.of(new LoopMove.End(
                        LoopStatus.STOPPED, MOST_REFUSALS + " ideas in a row were refused. Change the guidance."));
            }
        }
        return Optional.empty();
    }

    private static LoopStatus endOf(LoopTurn turn) {
        return turn.cancelled() ? LoopStatus.STOPPED : LoopStatus.FAILED;
    }

    private static String reason(LoopTurn turn) {
        String what = turn.cancelled() ? " was cancelled" : turn.sprintId() == null ? " could not be had" : " failed";
        String detail = turn.detail() == null || turn.detail().isBlank() ? "." : ": " + turn.detail();
        return turn.name() + what + detail;
    }

    private Optional<LoopMove> budget() {
        return plan.budget()
                .refusal("The loop", loop.spent())
                .map(reason -> new LoopMove.End(LoopStatus.STOPPED, reason));
    }

    private Optional<LoopMove> goal() {
        LoopMetric metric = plan.metric();
        if (metric == null) {
            return Optional.empty();
        }
        List<@Nullable Double> values = new ArrayList<>();
        loop.turns().stream()
                .filter(turn -> turn.completed() || turn.failed())
                .forEach(turn -> values.add(turn.completed() ? turn.metric() : null));
        return plan.stop()
                .reached(new MetricSeries(values, metric.direction()))
                .map(reason -> new LoopMove.End(LoopStatus.COMPLETED, reason));
    }

    private Optional<LoopMove> unanswered(Instant now) {
        Integer minutes = plan.approvalMinutes();
        if (minutes == null || loop.status() != LoopStatus.RUNNING) {
            return Optional.empty();
        }
        return open.stream()
                .filter(turn -> turn.state() == TurnState.OFFERED)
                .filter(turn -> !now.isBefore(turn.since().plusSeconds(minutes * 60L)))
                .findFirst()
                .map(turn -> {
                    String reason = "Nobody has answered on idea " + turn.position() + " within " + minutes
                            + (minutes == 1 ? " minute." : " minutes.");
                    return switch (plan.whenUnanswered()) {
                        case APPROVE -> new LoopMove.Approve(turn);
                        case PAUSE -> new LoopMove.Pause(reason);
                        case STOP -> new LoopMove.Stop(reason);
                    };
                });
    }

    private @Nullable Instant nextTimeout() {
        Integer minutes = plan.approvalMinutes();
        if (minutes == null || loop.status() != LoopStatus.RUNNING) {
            return null;
        }
        return open.stream()
                .filter(turn -> turn.state() == TurnState.OFFERED)
                .map(turn -> turn.since().plusSeconds(minutes * 60L))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Optional<LoopTurn> toRepeat() {
        return latest.values().stream()
                .filter(turn -> turn.state() == TurnState.REFUSED
                        || ((turn.failed() || turn.cancelled()) && turn.forgiven())
                        || (turn.failed() && plan.onFailure() == OnFailure.RETRY && triesLeft(turn)))
                .findFirst();
    }

    /** A position whose last try came to nothing, and is to be tried again. */
    private Optional<LoopMove> again() {
        return toRepeat().map(turn -> {
            int number = turn.number() + 1;
            if (!turn.failed() || turn.sprintId() == null) {
                return new LoopMove.Begin(turn.position(), number, turn.origin(), turn.parent(), false);
            }
            // A person who resumes has mended what was at fault; else the idea itself may be.
            boolean debug = plan.strategy() == LoopStrategy.BEST_FIRST && !turn.forgiven();
            return new LoopMove.Begin(
                    turn.position(), number, debug ? TurnOrigin.DEBUG : TurnOrigin.RETRY, turn.sprintId(), !debug);
        });
    }

    private Optional<LoopMove> another() {
        int position = latest.size() + 1;
        if (position > plan.count()) {
            return Optional.empty();
        }
        LoopStrategy.Growth growth = plan.strategy().grow(loop.turns(), plan.metric());
        return Optional.of(new LoopMove.Begin(position, 1, growth.origin(), growth.parent(), false));
    }

    private boolean triesLeft(LoopTurn turn) {
        return loop.turns().stream()
                        .filter(other -> other.position() == turn.position() && other.failed() && !other.forgiven())
                        .count()
                < MOST_TRIES;
    }

    private long refusals(LoopTurn turn) {
        return loop.turns().stream()
                .filter(other -> other.position() == turn.position() && other.state() == TurnState.REFUSED)
                .count();
    }
}
