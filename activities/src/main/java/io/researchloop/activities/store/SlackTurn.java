package io.researchloop.activities.store;

/**
 * Something that was said to the agent.
 *
 * @param id of the message in the inbox
 * @param thread the first message of the thread, by its timestamp
 * @param words as they were typed
 * @param tries how often an answer was begun
 */
public record SlackTurn(long seq, String id, String channel, String thread, String userId, String words, int tries) {}
