package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the sprint's workflow must hear of.
 *
 * @param deliveryId what the sender calls it; a repeat has the same
 * @param deliveredAt null until the workflow was told
 */
public record Delivery(
        long seq,
        String deliveryId,
        String sprintId,
        DeliveryKind kind,
        String payloadJson,
        Instant receivedAt,
        @Nullable Instant deliveredAt) {
    public boolean delivered() {
        return deliveredAt != null;
    }
}
