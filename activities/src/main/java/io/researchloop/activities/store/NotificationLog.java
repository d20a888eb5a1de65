package io.researchloop.activities.store;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Who is to be told what, and who was. An event is a status in lower case; each is told once to each channel. */
public final class NotificationLog {
    static final String PENDING = "select n.channel from notification n join sprint s on s.id = n.sprint_id"
            + " where n.sprint_id = ? and n.event = s.status and n.sent_at is null order by n.channel";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;

    NotificationLog(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** Repeats do nothing. {@link SprintStore#project} does this in its own transaction. */
    public void open(String sprintId, String event, Collection<String> channels) {
        writes.write(() -> insert(sprintId, event, channels));
    }

    /** The channels that are yet to be told of the sprint's present status. */
    public List<String> pending(String sprintId) {
        return jdbc.query(PENDING, Bind.of(sprintId), (row, number) -> new Columns(row).text());
    }

    public boolean isSent(String sprintId, String event, String channel) {
        return !jdbc.query(
                        "select 1 from notification where sprint_id = ? and event = ? and channel = ?"
                                + " and sent_at is not null",
                        Bind.of(sprintId, event, channel),
                        (row, number) -> row.getInt(1))
                .isEmpty();
    }

    public void sent(String sprintId, String event, String channel) {
        writes.write(() -> {
            jdbc.update(
                    "update notification set sent_at = ?, error = null, tries = tries + 1"
                            + " where sprint_id = ? and event = ? and channel = ? and sent_at is null",
                    Bind.of(clock.instant(), sprintId, event, channel));
        });
    }

    public void failed(String sprintId, String event, String channel, String error) {
        writes.write(() -> {
            jdbc.update(
                    "update notification set error = ?, tries = tries + 1"
                            + " where sprint_id = ? and event = ? and channel = ? and sent_at is null",
                    Bind.of(error, sprintId, event, channel));
        });
    }

    /** Within a write. */
    void insert(String sprintId, String event, Collection<String> channels) {
        for (String channel : channels) {
            jdbc.update(
                    "insert into notification (sprint_id, event, channel, created_at) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    Bind.of(sprintId, event, channel, clock.instant()));
        }
    }
}
