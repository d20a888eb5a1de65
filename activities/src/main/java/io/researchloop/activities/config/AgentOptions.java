package io.researchloop.activities.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the agent works, as far as one level of the configuration says so; what is null is left to the level below
 * (study, else cluster, else global, else the default).
 *
 * @param agentScript the scripted agent's file of steps
 * @param maxCostUsd for a whole sprint; no limit when no level says one
 * @param maxGpuHours likewise; GPUs times the time that its jobs run
 * @param maxAttempts batch jobs a sprint, 1 and up
 * @param stuckMinutes ends a step after so many minutes of silence; 0 switches it off
 * @param ideaMinutes how long the agent may take for a loop's idea, above 0
 */
public record AgentOptions(
        @Nullable AgentType agent,
        @Nullable Path agentScript,
        @Nullable String model,
        @Nullable Double maxCostUsd,
        @Nullable Double maxGpuHours,
        @Nullable Integer maxAttempts,
        @Nullable Integer stuckMinutes,
        @Nullable Double ideaMinutes) {
    public static final int DEFAULT_MAX_ATTEMPTS = 5;
    public static final double DEFAULT_IDEA_MINUTES = 20;

    /** These options, and where they say nothing, the others. */
    public AgentOptions orElse(AgentOptions other) {
        return new AgentOptions(
                agent != null ? agent : other.agent,
                agentScript != null ? agentScript : other.agentScript,
                model != null ? model : other.model,
                maxCostUsd != null ? maxCostUsd : other.maxCostUsd,
                maxGpuHours != null ? maxGpuHours : other.maxGpuHours,
                maxAttempts != null ? maxAttempts : other.maxAttempts,
                stuckMinutes != null ? stuckMinutes : other.stuckMinutes,
                ideaMinutes != null ? ideaMinutes : other.ideaMinutes);
    }
}
