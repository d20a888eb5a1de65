package io.researchloop.runner.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runner says while it works: the body of {@code POST /api/webhook/heartbeat} and, the same, the file
 * {@link SprintFiles#STATUS}. The first six fields are version 0.1's; those that were added may be absent.
 *
 * @param phase the step at work
 * @param logTail the last lines of the tool log, at most 16 KiB
 * @param recentFiles names of files that changed last, relative to the sprint's directory, at most 20
 * @param progress the end of the agent's own progress.md, at most 16 KiB
 * @param outputLog the end of output.log, at most 16 KiB
 * @param sequence counts up within an attempt; an older heartbeat than the last one seen is dropped
 * @param tweakId set only by a tweak's runner
 * @param silentSeconds how long the agent has said nothing; a warning is due from 300
 * @param idea the idea that the agent wrote; null if the sprint had its idea from the start, or has none yet
 * @param ideaReason why it is this idea; null if the agent did not say
 * @param node what the machine that it runs on calls itself
 */
public record Heartbeat(
        String sprintId,
        String phase,
        @Nullable String logTail,
        @Nullable List<String> recentFiles,
        @Nullable String progress,
        @Nullable String outputLog,
        int attempt,
        long sequence,
        @Nullable Instant at,
        @Nullable String sessionId,
        @Nullable String agent,
        @Nullable Usage usage,
        @Nullable Long silentSeconds,
        @Nullable List<StepReport> steps,
        @Nullable String tweakId,
        @Nullable String idea,
        @Nullable String ideaReason,
        @Nullable String node) {

    /** Of a sprint's own runner, which had its idea from the start. */
    public Heartbeat(
            String sprintId,
            String phase,
            @Nullable String logTail,
            @Nullable List<String> recentFiles,
            @Nullable String progress,
            @Nullable String outputLog,
            int attempt,
            long sequence,
            @Nullable Instant at,
            @Nullable String sessionId,
            @Nullable String agent,
            @Nullable Usage usage,
            @Nullable Long silentSeconds,
            @Nullable List<StepReport> steps) {
        this(
                sprintId,
                phase,
                logTail,
                recentFiles,
                progress,
                outputLog,
                attempt,
                sequence,
                at,
                sessionId,
                agent,
                usage,
                silentSeconds,
                steps,
                null,
                null,
                null,
                null);
    }
}
