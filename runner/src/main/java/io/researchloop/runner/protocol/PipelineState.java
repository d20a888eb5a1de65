package io.researchloop.runner.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sprint's checkpoint, {@link SprintFiles#STATE}: replaced atomically before and after every step, read by the
 * next attempt to go on at the unfinished step, and by the orchestrator when the runner's word did not arrive.
 *
 * @param attempt the attempt that wrote it, from 1
 * @param sessionId the agent's session, the same in all steps and attempts
 * @param outcome null while the attempt works; else how it ended
 */
public record PipelineState(
        String sprintId,
        int attempt,
        @Nullable String sessionId,
        List<StepReport> steps,
        Usage usage,
        @Nullable Outcome outcome,
        Instant writtenAt) {
    public PipelineState {
        steps = List.copyOf(steps);
    }
}
