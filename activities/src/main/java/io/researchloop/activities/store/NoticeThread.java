package io.researchloop.activities.store;

/**
 * Where a channel keeps all that it says of one subject.
 *
 * @param place the channel's own name for it, a Slack channel's id for example
 * @param messageId of the first message there
 */
public record NoticeThread(String place, String messageId) {}
