package io.researchloop.runner.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt shall do; the file {@link SprintFiles#plan(int)}. It holds no secret: the runner's token and the
 * agent's keys come in the environment ({@link SprintFiles#TOKEN_VARIABLE}). The prompts are files named
 * {@link SprintFiles#prompt(String)}, one a step, written before the job starts.
 *
 * @param version {@value #VERSION}
 * @param agent {@code claude} or {@code scripted}
 * @param agentCommand a shell command line as the user configured it, for example
 *     {@code claude --dangerously-skip-permissions}; options of ours are appended
 * @param agentScript the scripted agent's file of steps, absolute or relative to the sprint's directory
 * @param redTeamMaxRounds 0 and up
 * @param maxCostUsd ends the sprint when all its attempts together have spent it
 * @param stuckMinutes ends a step after so many minutes without output; null or 0: never
 * @param endsBy when the scheduler will end the job; the runner stops in good order before it
 * @param orchestratorUrl where to report by HTTP; null: by files alone
 * @param heartbeatSeconds between two heartbeats, 1 to 300
 * @param tweakId the attempt is a tweak's, whose one step is {@code tweak}; null: it is the sprint's own
 * @param sessionId the agent's session to go on in, where no checkpoint knows a later one; null: a new one
 * @param idea null if the sprint has its idea
 */
public record RunnerPlan(
        int version,
        String sprintId,
        int attempt,
        String studyName,
        String agent,
        String agentCommand,
        @Nullable String agentScript,
        @Nullable String model,
        int redTeamMaxRounds,
        @Nullable Double maxCostUsd,
        @Nullable Integer stuckMinutes,
        @Nullable Instant endsBy,
        @Nullable String orchestratorUrl,
        int heartbeatSeconds,
        @Nullable String tweakId,
        @Nullable String sessionId,
        @Nullable IdeaTask idea) {
    public static final int VERSION = 1;
}
