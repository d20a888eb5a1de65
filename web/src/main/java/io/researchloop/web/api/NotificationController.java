package io.researchloop.web.api;

import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.notification.Notifiers;
import io.researchloop.activities.store.NoticeDelivery;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.web.command.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What was told on which channel, and tests of them. */
@RestController
class NotificationController {
    private static final int RECENT = 50;

    private final NoticeLog log;
    private final Notices notices;
    private final Notifiers notifiers;

    NotificationController(NoticeLog log, Notices notices, Notifiers notifiers) {
        this.log = log;
        this.notices = notices;
        this.notifiers = notifiers;
    }

    /** @param error of the last try */
    record DeliveryJson(
            String id,
            String channel,
            String event,
            String title,
            String state,
            Instant createdAt,
            @Nullable Instant deliveredAt,
            int tries,
            @Nullable String error) {
        static DeliveryJson of(NoticeDelivery delivery) {
            return new DeliveryJson(
                    delivery.noticeId(),
                    delivery.channel(),
                    delivery.event().word(),
                    delivery.title(),
                    delivery.state().name().toLowerCase(Locale.ROOT),
                    delivery.createdAt(),
                    delivery.deliveredAt(),
                    delivery.tries(),
                    delivery.error());
        }
    }

    record DeliveryList(List<DeliveryJson> notifications) {}

    /** @param channel null: all that are configured */
    record TestWish(@Nullable String channel) {}

    /** Newest first. */
    @GetMapping("/api/notifications")
    DeliveryList list() {
        return new DeliveryList(
                log.recent(RECENT).stream().map(DeliveryJson::of).toList());
    }

    /** The test is on its way when this answers; what becomes of it is in the list. */
    @PostMapping("/api/notifications/test")
    ResponseEntity<DeliveryList> test(@RequestBody TestWish wish) {
        List<String> channels = wish.channel() == null ? notifiers.names() : List.of(wish.channel());
        if (channels.isEmpty()) {
            throw Rejection.invalid(
                    "No channel is configured: set topic under [ntfy], or bot_token and channel_id" + " under [slack]");
        }
        if (!notifiers.names().containsAll(channels)) {
            throw Rejection.invalid("channel: expected one of " + String.join(", ", notifiers.names()));
        }
        List<DeliveryJson> sent = new ArrayList<>();
        for (String channel : channels) {
            log.delivery(notices.test(channel), channel).map(DeliveryJson::of).ifPresent(sent::add);
        }
        return ResponseEntity.accepted().body(new DeliveryList(sent));
    }
}
