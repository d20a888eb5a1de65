package io.researchloop.web.slack;

import io.researchloop.activities.notification.NotDelivered;
import io.researchloop.activities.notification.SlackReplies;
import io.researchloop.activities.store.SlackOutbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says what is in the outbox. Each answer is tried on its own, so that one which Slack does not want holds up no other:
 * after a second, then twice as long, up to a minute, for a day; and never before the time that Slack asked for.
 */
@Component
class SlackSender extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(SlackSender.class);
    private static final int BATCH = 50;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SlackOutbox outbox;
    private final SlackReplies replies;
    private final Clock clock;
    /** Said, and not ticked off yet, as the store was away: they must not be said again. */
    private final Set<Long> said = new HashSet<>();

    SlackSender(SlackOutbox outbox, SlackReplies replies, Clock clock) {
        super("slack-outbox");
        this.outbox = outbox;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    Duration round() throws InterruptedException {
        List<SlackOutbox.Item> items = outbox.due(BATCH);
        for (SlackOutbox.Item item : items) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            send(item);
        }
        if (items.size() == BATCH) {
            return Duration.ZERO;
        }
        return outbox.next()
                .map(time -> Duration.between(clock.instant(), time))
                .filter(rest -> rest.compareTo(LONGEST_PAUSE) < 0)
                .map(rest -> rest.isNegative() ? Duration.ZERO : rest)
                .orElse(LONGEST_PAUSE);
    }

    private void send(SlackOutbox.Item item) {
        if (!said.contains(item.seq())) {
            try {
                outbox.begin(item.seq());
                replies.send(item.reply(), item.begunAt());
                said.add(item.seq());
            } catch (NotDelivered e) {
                later(item, e);
                return;
            }
        }
        outbox.sent(item.seq());
        said.remove(item.seq());
    }

    private void later(SlackOutbox.Item item, NotDelivered refusal) {
        Instant now = clock.instant();
        String fault = Objects.requireNonNullElse(refusal.getMessage(), "not delivered");
        if (Duration.between(item.createdAt(), now).compareTo(KEPT) > 0) {
            LOG.warn("slack={} an answer is given up after a day: {}", item.id(), fault);
            outbox.givenUp(item.seq(), fault);
            return;
        }
        Duration wish = refusal.retryAfter();
        if (item.tries() == 0 && wish == null) {
            LOG.warn("slack={} an answer could not be given, and is tried again: {}", item.id(), fault);
        }
        outbox.postponed(item.seq(), now.plus(wish == null ? pause(item.tries()) : wish), wish == null, fault);
    }

    /** @param before how often it was tried before */
    static Duration pause(int before) {
        Duration pause = Duration.ofSeconds(1L << Math.min(before, 10));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
