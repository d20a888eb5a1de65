package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import org.jspecify.annotations.Nullable;

/** Why an attempt ended, in a few words. The scheduler's account wins where it says more than the runner could know. */
final class Causes {
    private Causes() {}

    static String of(AttemptEnd end) {
        JobEnd job = end.job();
        if (job != null && end.outcome().kind() != OutcomeKind.COMPLETED) {
            String said = of(job.cause());
            if (said != null) {
                return said;
            }
        }
        return of(end.outcome().kind());
    }

    static String of(OutcomeKind kind) {
        return switch (kind) {
            case COMPLETED -> "Completed";
            case AGENT_FAILED -> "The agent gave up";
            case USAGE_LIMITED -> "The agent’s usage limit was reached";
            case AUTHENTICATION -> "The agent is not signed in";
            case NO_ROUTE -> "The agent’s service could not be reached";
            case OVERLOADED -> "The agent’s service was too busy";
            case BUDGET_SPENT -> "The budget is spent";
            case TIMED_OUT -> "The time limit was reached";
            case INTERRUPTED -> "Cut off";
            case STUCK -> "The agent fell silent";
            case CANCELLED -> "Cancelled";
            case RUNNER_FAILED -> "The runner could not work";
            case NO_IDEA_LEFT -> "No idea was left";
        };
    }

    private static @Nullable String of(JobEnd.Cause cause) {
        return switch (cause) {
            case TIME_LIMIT -> "The job’s time limit was reached";
            case OUT_OF_MEMORY -> "Out of memory";
            case NODE_LOST -> "The node was lost";
            case PREEMPTED -> "Preempted";
            case KILLED -> "The job was killed";
            case EXITED, UNKNOWN -> null;
        };
    }

    /** How an attempt's end is coloured: an attempt that is followed by another did not fail. */
    static StatusView status(AttemptEnd end) {
        String words = of(end);
        return switch (end.outcome().kind()) {
            case COMPLETED -> new StatusView("completed", words);
            case CANCELLED, NO_IDEA_LEFT -> new StatusView("cancelled", words);
            case USAGE_LIMITED -> new StatusView("sleeping", words);
            case NO_ROUTE, OVERLOADED, INTERRUPTED -> new StatusView("attention", words);
            case AGENT_FAILED, AUTHENTICATION, BUDGET_SPENT, TIMED_OUT, STUCK, RUNNER_FAILED ->
                new StatusView("failed", words);
        };
    }
}
