package io.researchloop.web.command;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a loop, unchecked; what is null is as usual.
 *
 * @param guidance what its ideas shall be about
 * @param count sprints; usually 5
 * @param parallel sprints at once; usually 1
 * @param approveIdeas whether a person sees each idea first
 * @param approvalMinutes how long an idea waits; usually for ever
 * @param whenUnanswered approve, pause or stop; usually pause
 * @param onFailure stop, skip or retry; usually stop
 * @param strategy linear or best_first; usually linear
 * @param ideaSource job, login or orchestrator; usually job, and login where ideas are approved
 * @param metric the number that matters
 * @param direction max or min; usually max
 * @param target ends the loop when it is reached
 * @param patience ends the loop after so many sprints without a new best
 * @param maxCostUsd for the whole loop
 * @param maxGpuHours for the whole loop
 * @param sprintMaxCostUsd for each sprint
 * @param idempotencyKey a repeat with the same key creates nothing
 */
public record LoopRequest(
        @Nullable String study,
        @Nullable String guidance,
        @Nullable Integer count,
        @Nullable Integer parallel,
        @Nullable Boolean approveIdeas,
        @Nullable Integer approvalMinutes,
        @Nullable String whenUnanswered,
        @Nullable String onFailure,
        @Nullable String strategy,
        @Nullable String ideaSource,
        @Nullable String metric,
        @Nullable String direction,
        @Nullable Double target,
        @Nullable Integer patience,
        @Nullable Double maxCostUsd,
        @Nullable Double maxGpuHours,
        @Nullable Double sprintMaxCostUsd,
        Map<String, String> jobOptions,
        @Nullable String agent,
        @Nullable String model,
        @Nullable String idempotencyKey) {
    public LoopRequest {
        // In one order, so that equal requests are written alike.
        jobOptions = Collections.unmodifiableMap(new TreeMap<>(jobOptions));
    }

    /** So many sprints about something, and everything else as usual. */
    public static LoopRequest of(String study, @Nullable Integer count, @Nullable String guidance) {
        return new LoopRequest(
                study, guidance, count, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, Map.of(), null, null, null);
    }

    LoopRequest withoutKey() {
        return withKey(null);
    }

    /** The same wish, under this key. */
    public LoopRequest withKey(@Nullable String key) {
        return new LoopRequest(
                study,
                guidance,
                count,
                parallel,
                approveIdeas,
                approvalMinutes,
                whenUnanswered,
                onFailure,
                strategy,
                ideaSource,
                metric,
                direction,
                target,
                patience,
                maxCostUsd,
                maxGpuHours,
                sprintMaxCostUsd,
                jobOptions,
                agent,
                model,
                key);
    }
}
