package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that the agent wants to have done, which only a person's click does.
 *
 * @param wish JSON, as the agent stated it and as it was checked
 * @param clickId the click that decided; null while it is open
 * @param userId who clicked
 * @param result what came of it, in words
 */
public record SlackOffer(
        String id,
        String channel,
        String thread,
        String wish,
        State state,
        @Nullable String clickId,
        @Nullable String userId,
        @Nullable String result) {
    /** What a person made of it. */
    public enum State {
        OPEN,
        CONFIRMED,
        DISMISSED
    }
}
