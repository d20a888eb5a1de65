package io.researchloop.activities.notification;

import io.researchloop.activities.store.SlackReply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers people in Slack, in the thread where they spoke. */
@Component
public final class SlackReplies {
    private final SlackCalls calls;
    private final SlackHistory history;

    SlackReplies(SlackCalls calls) {
        this.calls = calls;
        history = new SlackHistory(calls);
    }

    /**
     * Says it once: what an earlier try has said, as far as Slack lets us read, is not said again. What cannot be
     * replaced any more is said anew.
     *
     * @param earlier when it was tried for the first time; null at the first
     * @throws NotDelivered if Slack does not take it now; it says so if Slack named a time to wait
     */
    public void send(SlackReply reply, @Nullable Instant earlier) {
        boolean replaced = reply.replaces() != null && calls.replace(reply, reply.replaces());
        boolean there = replaced || (earlier != null && history.has(reply, earlier));
        if (!there) {
            calls.say(reply);
        }
    }

    /**
     * Puts a reaction of ours to a person's message, or takes it away; one that stands, or is not there any more, is
     * well.
     *
     * @param message by its timestamp
     * @param name of the emoji
     * @throws NotDelivered if Slack does not take it now
     */
    public void react(String channel, String message, String name, boolean stands) {
        calls.react(channel, message, name, stands);
    }
}
