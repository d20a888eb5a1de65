package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** What sprints' workflows must hear of. Committed before they are told, so that a crash in between loses nothing. */
public final class WebhookInbox {
    private static final String SELECT =
            "select seq, delivery_id, sprint_id, kind, payload_json, received_at, delivered_at from inbox";
    static final String UNDELIVERED = SELECT + " where delivered_at is null order by seq limit ?";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;

    WebhookInbox(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** @return the new delivery, or the one that is known by this id, which may have been delivered by now */
    public Delivery add(String deliveryId, String sprintId, DeliveryKind kind, String payloadJson) {
        return writes.write(() -> insertOnce(deliveryId, sprintId, kind, payloadJson));
    }

    /** Oldest first. */
    public List<Delivery> undelivered(int limit) {
        return jdbc.query(UNDELIVERED, Bind.of(limit), WebhookInbox::map);
    }

    public void markDelivered(long seq) {
        writes.write(() -> {
            jdbc.update(
                    "update inbox set delivered_at = ? where seq = ? and delivered_at is null",
                    Bind.of(clock.instant(), seq));
        });
    }

    /** Within a write. */
    Delivery insertOnce(String deliveryId, String sprintId, DeliveryKind kind, String payloadJson) {
        jdbc.update(
                "insert into inbox (delivery_id, sprint_id, kind, payload_json, received_at) values (?, ?, ?, ?, ?)"
                        + " on conflict (delivery_id) do nothing",
                Bind.of(deliveryId, sprintId, kind, payloadJson, clock.instant()));
        return jdbc.query(SELECT + " where delivery_id = ?", Bind.of(deliveryId), WebhookInbox::map)
                .get(0);
    }

    private static Delivery map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new Delivery(
                row.number(),
                row.text(),
                row.text(),
                row.word(DeliveryKind.class),
                row.text(),
                row.time(),
                row.timeOrNull());
    }
}
