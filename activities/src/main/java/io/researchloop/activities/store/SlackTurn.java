package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that was said to the agent.
 *
 * @param id of the message in the inbox
 * @param thread the first message of the thread, by its timestamp
 * @param message the message itself, by its timestamp; null where an earlier version did not note it
 * @param words as they were typed
 * @param tries how often an answer was begun
 * @param told whether the person was told, by a sign at the message, that it waits
 */
public record SlackTurn(
        long seq,
        String id,
        String channel,
        String thread,
        @Nullable String message,
        String userId,
        String words,
        int tries,
        boolean told) {}
