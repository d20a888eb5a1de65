package io.researchloop.workflows.sprint;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows on the end of an attempt: the whole policy in one pure function. */
sealed interface NextMove {
    /** An agent that says when its limit is lifted is believed, but not for more than this. */
    Duration LONGEST_SLEEP = Duration.ofDays(8);

    /** How long to sleep at a usage limit without a reset time. */
    Duration UNKNOWN_RESET = Duration.ofMinutes(15);

    /** A limit that is reached again and again without a step getting done is not waited for any longer. */
    int MAX_USAGE_LIMITS = 100;

    /** The sprint is over. */
    record Finish(SprintStatus status, @Nullable String error) implements NextMove {}

    /** Another attempt, not before the pause is over; the slot is given back for it. */
    record Again(Duration pause) implements NextMove {}

    /**
     * @param state with the ended attempt already counted, in {@code cutOffs} or {@code usageLimits}
     */
    static NextMove after(AttemptEnd end, SprintSnapshot state, Instant now) {
        Outcome outcome = end.outcome();
        return switch (outcome.kind()) {
            case COMPLETED -> new Finish(SprintStatus.COMPLETED, null);
            case CANCELLED -> new Finish(SprintStatus.CANCELLED, null);
            case NO_IDEA_LEFT -> new Finish(SprintStatus.CANCELLED, outcome.detail());
            case AGENT_FAILED, AUTHENTICATION, BUDGET_SPENT, TIMED_OUT, STUCK, RUNNER_FAILED ->
                failed(outcome.detail());
            case USAGE_LIMITED -> afterUsageLimit(outcome, state, now);
            case NO_ROUTE, OVERLOADED, INTERRUPTED -> afterCutOff(outcome, state);
        };
    }

    /** True if the outcome counts against {@link SprintSpec#maxAttempts()}, unless {@link #endedByTimeLimit} excuses it. */
    static boolean cutsOff(OutcomeKind kind) {
        return kind.resumable() && kind != OutcomeKind.USAGE_LIMITED;
    }

    /** True if the scheduler may know better why it came so: the runner knows a signal, or an agent that was gone. */
    static boolean schedulerKnowsWhy(OutcomeKind kind) {
        return kind == OutcomeKind.INTERRUPTED || kind == OutcomeKind.AGENT_FAILED;
    }

    /** True of a job that reached its own or its site's time limit. If its agent got on, the limit is no fault of anybody's. */
    static boolean endedByTimeLimit(AttemptEnd end) {
        JobEnd job = end.job();
        return end.outcome().kind() == OutcomeKind.INTERRUPTED && job != null && job.cause() == JobEnd.Cause.TIME_LIMIT;
    }

    private static NextMove afterUsageLimit(Outcome outcome, SprintSnapshot state, Instant now) {
        if (state.usageLimits() >= MAX_USAGE_LIMITS) {
            return failed("The usage limit was reached " + MAX_USAGE_LIMITS + " times. " + outcome.detail());
        }
        if (timeIsUp(state)) {
            return failed(timeLimit(state.spec(), outcome));
        }
        Instant resetsAt = outcome.resetsAt();
        Duration pause = resetsAt == null ? UNKNOWN_RESET : Duration.between(now, resetsAt);
        if (pause.compareTo(LONGEST_SLEEP) > 0) {
            pause = LONGEST_SLEEP;
        }
        return new Again(pause.isNegative() ? Duration.ZERO : pause);
    }

    private static NextMove afterCutOff(Outcome outcome, SprintSnapshot state) {
        if (timeIsUp(state)) {
            return failed(timeLimit(state.spec(), outcome));
        }
        if (state.cutOffs() >= state.spec().maxAttempts()) {
            return failed("Cut off in " + state.cutOffs() + " attempts, the last time: " + outcome.detail());
        }
        boolean service = outcome.kind() == OutcomeKind.NO_ROUTE || outcome.kind() == OutcomeKind.OVERLOADED;
        return new Again(service ? serviceBackOff(state.cutOffs()) : Duration.ZERO);
    }

    /** One minute, doubled each time, at most half an hour. */
    private static Duration serviceBackOff(int cutOffs) {
        return Duration.ofMinutes(Math.min(30, 1L << Math.min(5, Math.max(0, cutOffs - 1))));
    }

    /** What is left of the time limit would not carry a step; a job is warned up to three minutes before its end. */
    private static boolean timeIsUp(SprintSnapshot state) {
        long limit = state.spec().maxRunSeconds();
        return limit - state.ranSeconds() < Math.min(180, limit / 20);
    }

    private static String timeLimit(SprintSpec spec, Outcome outcome) {
        return "The time limit of "
                + Duration.ofSeconds(spec.maxRunSeconds()).toString().substring(2) + " is used up. " + outcome.detail();
    }

    private static Finish failed(String error) {
        return new Finish(SprintStatus.FAILED, error.isBlank() ? "The runner gave no reason." : error.strip());
    }
}
