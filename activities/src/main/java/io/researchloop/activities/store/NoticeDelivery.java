package io.researchloop.activities.store;

import io.researchloop.activities.config.NotificationEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notice on one channel.
 *
 * @param error of the last try, without secrets; null if there was none or it went well
 */
public record NoticeDelivery(
        String noticeId,
        String channel,
        NotificationEvent event,
        String title,
        State state,
        Instant createdAt,
        @Nullable Instant triedAt,
        @Nullable Instant deliveredAt,
        int tries,
        @Nullable String error) {
    /** A delivery that failed is given up; one that is still tried is pending, however often it went wrong. */
    public enum State {
        PENDING,
        DELIVERED,
        FAILED
    }
}
