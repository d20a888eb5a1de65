package io.researchloop.web.slack;

import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.SlackReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a person.
 *
 * @param text in Slack's mrkdwn, with what others wrote escaped
 * @param actions its buttons
 */
record SlackAnswer(String text, List<NoticeAction> actions) {
    private static final int LONGEST = 12_000;
    private static final int LONGEST_NOTIFICATION = 3_900;

    SlackAnswer {
        text = SlackText.shorter(text, LONGEST);
        actions = List.copyOf(actions);
    }

    static SlackAnswer words(String text) {
        return new SlackAnswer(text, List.of());
    }

    SlackReply in(String channel, @Nullable String thread) {
        String blocks = new SlackBlockKit().words(text).buttons(actions).json();
        return SlackReply.inThread(channel, thread, SlackText.shorter(text, LONGEST_NOTIFICATION), blocks);
    }
}
