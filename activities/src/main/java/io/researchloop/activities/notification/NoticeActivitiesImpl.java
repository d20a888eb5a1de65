package io.researchloop.activities.notification;

import io.researchloop.activities.cluster.HeartbeatPump;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeDelivery;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.workflows.notification.NoticeActivities;
import io.researchloop.workflows.notification.NoticeRef;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends what is in the outbox, and writes down what became of it. */
@Component
public final class NoticeActivitiesImpl implements NoticeActivities {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeActivitiesImpl.class);
    private static final String NOT_DELIVERED = "NotDelivered";
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    private final NoticeLog log;
    private final Notifiers notifiers;
    private final MessageWriter writer;

    NoticeActivitiesImpl(NoticeLog log, Notifiers notifiers, MessageWriter writer) {
        this.log = log;
        this.notifiers = notifiers;
        this.writer = writer;
    }

    @Override
    public void deliver(NoticeRef ref) {
        Optional<Notice> notice = log.find(ref.noticeId());
        boolean pending = log.delivery(ref.noticeId(), ref.channel())
                .filter(delivery -> delivery.state() == NoticeDelivery.State.PENDING)
                .isPresent();
        if (notice.isEmpty() || !pending) {
            return;
        }
        Notifier notifier = notifiers
                .channel(ref.channel())
                .orElseThrow(() -> ApplicationFailure.newNonRetryableFailure(
                        "The channel " + ref.channel() + " is not configured any more.", "NoChannel"));
        // So that a server that dies meanwhile is noticed at once, and the notice does not come minutes late.
        HeartbeatPump heartbeat = new HeartbeatPump(Activity.getExecutionContext());
        try {
            Notice newest = log.newest(notice.get().subject()).orElse(notice.get());
            Instant earlier = log.begin(ref.noticeId(), ref.channel()).orElse(null);
            notifier.send(writer.write(notice.get()), writer.write(newest), earlier);
            log.delivered(ref.noticeId(), ref.channel());
        } catch (NotDelivered e) {
            throw failed(ref, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is shutting down", e);
        } finally {
            heartbeat.close();
        }
    }

    private RuntimeException failed(NoticeRef ref, NotDelivered e) {
        String reason = String.valueOf(e.getMessage());
        log.notDelivered(ref.noticeId(), ref.channel(), reason);
        LOG.warn("notice={} channel={} not delivered, will be tried again: {}", ref.noticeId(), ref.channel(), reason);
        ApplicationFailure.Builder failure =
                ApplicationFailure.newBuilder().setMessage(reason).setType(NOT_DELIVERED);
        Duration wish = e.retryAfter();
        if (wish != null) {
            failure.setNextRetryDelay(wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH);
        }
        return failure.build();
    }

    @Override
    public void giveUp(NoticeRef ref) {
        String reason = notifiers.channel(ref.channel()).isPresent()
                ? "It was not delivered in time."
                : "The channel " + ref.channel() + " is not configured any more.";
        log.givenUp(ref.noticeId(), ref.channel(), reason);
        LOG.warn("notice={} channel={} is given up", ref.noticeId(), ref.channel());
    }
}
