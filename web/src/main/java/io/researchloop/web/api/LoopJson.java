package io.researchloop.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.ApprovalTimeout;
import io.researchloop.workflows.loop.IdeaSource;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.OnFailure;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop as the API shows it.
 *
 * @param context the guidance, by version 0.1's name
 * @param startedBy the person, in words, where that is known
 * @param begun sprints that have begun, tries at the same position counted once
 * @param completed sprints that came to their end well
 * @param bestSprintId by the loop's metric
 * @param reason why it is paused or has ended
 * @param turns only there when one loop is asked for
 */
record LoopJson(
        String id,
        String studyName,
        LoopStatus status,
        int count,
        String context,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String startedBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        int begun,
        int completed,
        int waitingForApproval,
        int parallel,
        OnFailure onFailure,
        LoopStrategy strategy,
        IdeaSource ideaSource,
        boolean approveIdeas,
        @Nullable Integer approvalMinutes,
        ApprovalTimeout whenUnanswered,
        @Nullable String metric,
        @Nullable MetricDirection direction,
        @Nullable Double target,
        @Nullable Integer patience,
        @Nullable Double best,
        @Nullable String bestSprintId,
        double costUsd,
        double gpuHours,
        @Nullable Double maxCostUsd,
        @Nullable Double maxGpuHours,
        Map<String, String> jobOptions,
        String agent,
        @Nullable String model,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Turn> turns) {

    /**
     * @param number the try at this position
     * @param parent the sprint that the idea was drawn from
     * @param reason why the agent chose this idea; null if it did not say, or a person wrote the idea
     * @param detail why it was refused, is unusable, failed, or that no idea is left
     */
    record Turn(
            int position,
            int number,
            TurnOrigin origin,
            @Nullable String parent,
            TurnState state,
            @Nullable String sprintId,
            @Nullable SprintStatus sprintStatus,
            @Nullable String idea,
            @Nullable String reason,
            @Nullable Double metric,
            double costUsd,
            @Nullable String detail) {
        static Turn of(LoopTurnRow row) {
            return new Turn(
                    row.turn().position(),
                    row.turn().number(),
                    row.turn().origin(),
                    row.turn().parent(),
                    row.turn().state(),
                    row.turn().sprintId(),
                    row.turn().sprintStatus(),
                    row.idea(),
                    row.reason(),
                    row.turn().metric(),
                    row.sprintCostUsd() + row.ideaCostUsd(),
                    row.turn().detail());
        }
    }

    static LoopJson of(LoopProgress progress, boolean withTurns) {
        LoopRow row = progress.loop();
        LoopPlan plan = row.plan();
        LoopTurnRow best = progress.best().orElse(null);
        return new LoopJson(
                row.id(),
                row.studyName(),
                row.status(),
                plan.count(),
                row.guidance(),
                row.startedBy(),
                row.createdAt(),
                row.endedAt(),
                row.reason(),
                progress.begun(),
                progress.completed(),
                progress.waiting().size(),
                plan.parallel(),
                plan.onFailure(),
                plan.strategy(),
                plan.ideaSource(),
                plan.approveIdeas(),
                plan.approvalMinutes(),
                plan.whenUnanswered(),
                plan.metric() == null ? null : plan.metric().name(),
                plan.metric() == null ? null : plan.metric().direction(),
                plan.stop().target(),
                plan.stop().patience(),
                best == null ? null : best.turn().metric(),
                best == null ? null : best.turn().sprintId(),
                progress.spend().costUsd(),
                progress.spend().gpuHours(),
                plan.budget().maxCostUsd(),
                plan.budget().maxGpuHours(),
                row.jobOptions(),
                row.agent(),
                row.model(),
                withTurns ? progress.turns().stream().map(Turn::of).toList() : null);
    }
}
