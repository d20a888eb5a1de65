package io.researchloop.runner.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step as the runner knows it.
 *
 * @param name {@code research}, {@code red_team_1}, {@code fix_1}, {@code report}, {@code summarize}
 * @param attempt the attempt that last worked on it, from 1
 * @param usage the step's spend over all attempts
 * @param issues what it came to; null unless it is a completed step of the review whose file has the agreed form
 */
public record StepReport(
        String name,
        StepStatus status,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Usage usage,
        @Nullable Issues issues) {

    public StepReport(
            String name,
            StepStatus status,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            Usage usage) {
        this(name, status, attempt, startedAt, endedAt, usage, null);
    }
}
