package io.researchloop.runner.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@link SprintFiles#EVENTS}: what happened, in order, over all attempts. Of the last fields an event has
 * those that it is about.
 *
 * @param step the step as it is from now on; with {@link Kind#STEP}
 * @param sessionId the agent's session, once there is one
 * @param usage what the sprint has spent so far
 * @param sequence that of the heartbeat; with {@link Kind#HEARTBEAT}
 * @param text for people; with {@link Kind#WARNING}
 * @param outcome how the attempt ended; with {@link Kind#OUTCOME}
 */
public record RunnerEvent(
        Instant at,
        int attempt,
        Kind kind,
        @Nullable StepReport step,
        @Nullable String sessionId,
        @Nullable Usage usage,
        @Nullable Long sequence,
        @Nullable Long silentSeconds,
        @Nullable String text,
        @Nullable Outcome outcome) {
    /** What it is about. */
    public enum Kind {
        STEP,
        HEARTBEAT,
        WARNING,
        OUTCOME
    }
}
