package io.researchloop.runner.protocol;

/**
 * How a step, and with it an attempt, ended. The exit code is what the runner's process ends with; the codes 99 and
 * 100 are avoided, because Grid Engine gives them a meaning of its own (qsub(1)), and 31, which says that a runner had no
 * business here.
 */
public enum OutcomeKind {
    /** All steps are done. */
    COMPLETED(0),
    /** The agent gave up or broke; another try would do the same. */
    AGENT_FAILED(20),
    /** The account's usage limit is reached; goes on at the reset time. */
    USAGE_LIMITED(21),
    /** The agent is not signed in, or its key is refused. */
    AUTHENTICATION(22),
    /** The agent's service is not reachable from here. */
    NO_ROUTE(23),
    /** The agent's service is up and says it is too busy. */
    OVERLOADED(24),
    /** {@code max_cost_usd} is spent. */
    BUDGET_SPENT(25),
    /** A time limit of ours ended the step. */
    TIMED_OUT(26),
    /** The runner was told to stop by a signal: preemption, time limit, shutdown. */
    INTERRUPTED(27),
    /** No output from the agent for {@code stuck_minutes}. */
    STUCK(28),
    /** A person cancelled the sprint. */
    CANCELLED(29),
    /** The plan could not be read, or the directory not be written: the runner itself is at fault. */
    RUNNER_FAILED(30),
    /** Asked for an idea, the agent has none that was not had before: a loop's end, and nobody's fault. */
    NO_IDEA_LEFT(32);

    private final int exitCode;

    OutcomeKind(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** True if a next attempt can go on at the unfinished step with a hope of another end. */
    public boolean resumable() {
        return switch (this) {
            case USAGE_LIMITED, NO_ROUTE, OVERLOADED, INTERRUPTED -> true;
            case COMPLETED,
                    AGENT_FAILED,
                    AUTHENTICATION,
                    BUDGET_SPENT,
                    TIMED_OUT,
                    STUCK,
                    CANCELLED,
                    RUNNER_FAILED,
                    NO_IDEA_LEFT -> false;
        };
    }
}
