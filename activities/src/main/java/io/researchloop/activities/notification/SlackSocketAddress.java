package io.researchloop.activities.notification;

import java.net.URI;
import org.springframework.stereotype.Component;

/** Asks Slack where its events can be fetched, for a server that Slack cannot reach (Slack's "Using Socket Mode"). */
@Component
public final class SlackSocketAddress {
    private final SlackCalls calls;

    SlackSocketAddress(SlackCalls calls) {
        this.calls = calls;
    }

    /**
     * An address for one connection, to be used at once.
     *
     * @throws NotDelivered if Slack gives none now
     */
    public URI open() {
        return calls.openSocket();
    }
}
