package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;

/**
 * Something to say in Slack.
 *
 * @param thread the first message of the thread, by its timestamp; null: a message of its own
 * @param replaces the message of ours that this takes the place of, by its timestamp; null: a new one
 * @param text in Slack's mrkdwn, with what others wrote escaped; what notifications show where there are blocks
 * @param blocks Block Kit, a JSON array; null: the text alone
 */
public record SlackReply(
        String channel,
        @Nullable String thread,
        @Nullable String replaces,
        String text,
        @Nullable String blocks) {
    public static SlackReply inThread(String channel, @Nullable String thread, String text, @Nullable String blocks) {
        return new SlackReply(channel, thread, null, text, blocks);
    }
}
