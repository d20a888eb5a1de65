package io.researchloop.activities.config;

import io.researchloop.workflows.model.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code [[study]]}, with the agent's options of its cluster and the global ones already applied.
 *
 * @param cluster the name of a cluster that exists
 * @param description may be empty
 * @param sprintsDir on the cluster; where each sprint gets its directory
 * @param claudeCommand this study's own; see {@link Configuration#claudeCommand(StudyConfig)} for the one in force
 * @param redTeamMaxRounds 0 and up
 * @param agentScript never null with {@link AgentType#SCRIPTED}
 * @param maxCostUsd for a sprint; null: no limit
 * @param maxGpuHours for a sprint; null: no limit
 * @param budget for all its sprints together
 * @param maxAttempts 1 and up
 * @param stuckMinutes null: a silent step is never ended
 * @param ideaLimit how long the agent may take for a loop's idea, at least a second
 */
public record StudyConfig(
        String name,
        String cluster,
        String description,
        @Nullable Path claudeMdPath,
        @Nullable String context,
        String sprintsDir,
        @Nullable String claudeCommand,
        Duration maxSprintDuration,
        int redTeamMaxRounds,
        boolean allowLoop,
        Map<String, String> jobOptions,
        AgentType agent,
        @Nullable Path agentScript,
        @Nullable String model,
        @Nullable Double maxCostUsd,
        @Nullable Double maxGpuHours,
        Budget budget,
        int maxAttempts,
        @Nullable Integer stuckMinutes,
        Duration ideaLimit) {
    public static final Duration DEFAULT_SPRINT_DURATION = Duration.ofHours(8);
    public static final int DEFAULT_RED_TEAM_ROUNDS = 3;

    public StudyConfig {
        jobOptions = Collections.unmodifiableMap(new LinkedHashMap<>(jobOptions));
    }

    /** Where a study's sprints get their directories unless it says otherwise. */
    public static String defaultSprintsDir(String workingDir, String study) {
        return (workingDir.endsWith("/") ? workingDir : workingDir + "/") + study;
    }
}
