package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.MetricStop;
import org.jspecify.annotations.Nullable;

/**
 * What a loop shall do. Count, budget and goal may be changed while it runs.
 *
 * @param count sprints, at least 1
 * @param parallel sprints at once, at least 1
 * @param approveIdeas whether a person sees each idea before it costs a job
 * @param approvalMinutes how long such an idea waits; null: for ever
 * @param whenUnanswered what follows then
 * @param metric what {@code stop} and the strategy look at
 */
public record LoopPlan(
        int count,
        int parallel,
        OnFailure onFailure,
        LoopStrategy strategy,
        IdeaSource ideaSource,
        boolean approveIdeas,
        @Nullable Integer approvalMinutes,
        ApprovalTimeout whenUnanswered,
        @Nullable LoopMetric metric,
        MetricStop stop,
        Budget budget) {
    /** As many sprints as anybody would let run unseen; a typing error of some digits must not. */
    public static final int MOST_SPRINTS = 10_000;

    public static final int MOST_PARALLEL = 64;

    /** An idea that is written in the job comes too late to be approved before it. */
    public boolean ideaInJob() {
        return ideaSource == IdeaSource.JOB && !approveIdeas;
    }
}
