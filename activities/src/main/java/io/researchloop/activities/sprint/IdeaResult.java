package io.researchloop.activities.sprint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking for an idea.
 *
 * @param idea null if there is none
 * @param reason why it is this idea; null if the agent did not say
 * @param fault why not; empty if there is one
 * @param noneLeft true if there is none because the agent has no further one, which is no fault
 * @param sleep not null if it is worth another try, after so long
 * @param costUsd all that was spent on it
 */
public record IdeaResult(
        @Nullable String idea,
        @Nullable String reason,
        String fault,
        boolean noneLeft,
        @Nullable Duration sleep,
        double costUsd) {
    public static IdeaResult none(String fault, double costUsd) {
        return new IdeaResult(null, null, fault, false, null, costUsd);
    }

    static IdeaResult noneLeft(String why, double costUsd) {
        return new IdeaResult(null, null, why, true, null, costUsd);
    }
}
