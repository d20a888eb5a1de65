package io.researchloop.activities.notification;

import io.researchloop.activities.store.SlackReply;
import org.springframework.stereotype.Component;

/** Answers people in Slack, in the thread where they spoke. */
@Component
public final class SlackReplies {
    private final SlackCalls calls;

    SlackReplies(SlackCalls calls) {
        this.calls = calls;
    }

    /** @throws NotDelivered if Slack does not take it now; it says so if Slack named a time to wait */
    public void send(SlackReply reply) {
        calls.say(reply);
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
