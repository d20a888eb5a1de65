package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to do after a failure: the likeliest remedy first, and always that it may be left as it is. */
final class Advice {
    /** What still fits into a button. */
    private static final int SHORT = 24;

    private Advice() {}

    static List<NextStep> of(SprintRow row, @Nullable AttemptEnd end, @Nullable MoreMemory moreMemory) {
        List<NextStep> steps = new ArrayList<>();
        JobEnd.Cause cause = end == null || end.job() == null
                ? JobEnd.Cause.UNKNOWN
                : end.job().cause();
        if (cause == JobEnd.Cause.OUT_OF_MEMORY) {
            steps.add(
                    moreMemory != null
                            ? more(row, moreMemory)
                            : resubmit(
                                    row,
                                    "Resubmit with more memory",
                                    "Raise the job option for memory in the form, or tell the agent in the idea to keep less at once."));
        } else if (cause == JobEnd.Cause.TIME_LIMIT) {
            steps.add(resubmit(
                    row,
                    "Resubmit with more time",
                    "Raise the job option for the time limit, or make the idea smaller."));
        } else if (end != null) {
            steps.add(of(row, end.outcome().kind()));
        } else {
            steps.add(resubmit(row, "Resubmit it", "A new sprint with the same idea and options."));
        }
        steps.add(log(row));
        steps.add(new NextStep(
                "Leave it",
                "What the agent wrote stays among the artifacts and in the sprint’s directory.",
                null,
                null));
        return steps;
    }

    private static NextStep of(SprintRow row, OutcomeKind kind) {
        return switch (kind) {
            case AUTHENTICATION ->
                resubmit(
                        row,
                        "Sign the agent in on " + row.cluster(),
                        "Sign in there once, or set its key in the cluster’s environment in the configuration. Then resubmit.");
            case BUDGET_SPENT ->
                new NextStep(
                        "Give it a larger budget",
                        "A new sprint with the same idea; change the budget in its form.",
                        "New sprint with this idea…",
                        "/dashboard/new?from=" + row.id());
            case TIMED_OUT ->
                resubmit(
                        row,
                        "Make the idea smaller, or the limit longer",
                        "The limit is max_sprint_duration_hours of the study " + row.studyName() + ".");
            case NO_ROUTE ->
                resubmit(
                        row,
                        "Check the way out of " + row.cluster(),
                        "The compute node must reach the agent’s service, perhaps through a proxy that is set in the cluster’s environment. Then resubmit.");
            case OVERLOADED ->
                resubmit(row, "Try again later", "The agent’s service said that it was too busy, in every attempt.");
            case USAGE_LIMITED ->
                resubmit(row, "Try again when the limit is lifted", "The agent’s account has used up what it may.");
            case INTERRUPTED ->
                resubmit(
                        row,
                        "Resubmit it",
                        "It was cut off as often as max_attempts allows. A quieter partition, or a longer time limit, may let it end.");
            case STUCK ->
                resubmit(
                        row,
                        "Resubmit with a note to the agent",
                        "Tell it in the idea what to avoid: the log shows where it fell silent.");
            case RUNNER_FAILED ->
                resubmit(
                        row,
                        "Look at the output, then resubmit",
                        "The runner could not do its work in the sprint’s directory: is the disk full, is it writable?");
            case AGENT_FAILED, CANCELLED, COMPLETED, NO_IDEA_LEFT ->
                resubmit(
                        row, "Resubmit, with the idea edited", "The agent’s own words in the log say what stopped it.");
        };
    }

    private static NextStep more(SprintRow row, MoreMemory memory) {
        return new NextStep(
                "Resubmit with " + (memory.times() == 2 ? "twice" : memory.times() + " times") + " the memory",
                "Its last job " + memory.had() + "; the form asks for " + memory.wanted()
                        + ". Or tell the agent in the idea to keep less at once.",
                "Resubmit with " + (memory.wanted().length() > SHORT ? "more memory" : memory.wanted()) + "…",
                "/dashboard/sprints/" + row.id() + "/resubmit?memory=more");
    }

    private static NextStep resubmit(SprintRow row, String title, String text) {
        return new NextStep(title, text, "Resubmit…", "/dashboard/sprints/" + row.id() + "/resubmit");
    }

    private static NextStep log(SprintRow row) {
        return new NextStep(
                "Read what the agent did last",
                "The last lines are beside this; the log has the rest.",
                "Agent log",
                "/dashboard/sprints/" + row.id() + "/log");
    }
}
