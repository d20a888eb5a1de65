package io.researchloop.web.slack;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.notification.NotDelivered;
import io.researchloop.activities.notification.SlackSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches Slack's events, for a server that Slack cannot reach: one connection, which is made anew whenever it ends, is
 * to be refreshed, or has been silent for longer than Slack's pings allow.
 */
@Component
class SlackSocket extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final boolean wanted;
    private final SlackSocketAddress address;
    private final SlackDoor door;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private volatile @Nullable SlackEnvelopes listener;
    private int failures;

    SlackSocket(Configuration configuration, SlackSocketAddress address, SlackDoor door) {
        super("slack-socket");
        this.wanted = configuration.slack().appToken() != null;
        this.address = address;
        this.door = door;
    }

    @Override
    public synchronized void start() {
        if (wanted) {
            super.start();
        }
    }

    @Override
    public synchronized void stop() {
        super.stop();
        hangUp();
    }

    @Override
    Duration round() {
        SlackEnvelopes current = listener;
        if (current != null && current.isAlive(SILENCE)) {
            return LOOK;
        }
        hangUp();
        try {
            SlackEnvelopes next = new SlackEnvelopes(door, this::wake);
            listener = next;
            next.connected(client.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(address.open(), next)
                    .join());
            failures = 0;
            return LOOK;
        } catch (NotDelivered e) {
            return later(e.getMessage(), e.retryAfter());
        } catch (CompletionException | IllegalArgumentException e) {
            return later(String.valueOf(e.getCause()), null);
        }
    }

    private Duration later(@Nullable String why, @Nullable Duration wish) {
        listener = null;
        if (failures == 0) {
            LOG.warn("Slack's socket cannot be opened, and is tried again: {}", why);
        }
        Duration pause = SlackSender.pause(failures++);
        return wish == null ? pause : wish;
    }

    private void hangUp() {
        SlackEnvelopes current = listener;
        listener = null;
        if (current != null) {
            current.hangUp();
        }
    }
}
