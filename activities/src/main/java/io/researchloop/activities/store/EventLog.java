package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** What happened on each sprint, the last 200 or a few more, so that a live page that lost its connection goes on. */
public final class EventLog {
    static final int KEPT = 200;
    private static final int PRUNE_EVERY = 50;
    private static final int MAX_COUNTED = 10_000;

    static final String SINCE = "select seq, sprint_id, kind, at, data_json from event"
            + " where sprint_id = ? and seq > ? order by seq limit ?";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;
    /** Events since a sprint's last pruning; the writer's thread only. A sprint that is not in it is pruned next. */
    private final Map<String, Integer> unpruned = new HashMap<>();

    EventLog(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    /** Oldest first. A gap from {@code afterSeq} to the first one means that older ones were dropped. */
    public List<EventRow> since(String sprintId, long afterSeq, int limit) {
        return jdbc.query(SINCE, Bind.of(sprintId, afterSeq, limit), EventLog::map);
    }

    /** The sequence number of the sprint's last event, 0 if there is none. */
    public long last(String sprintId) {
        List<Long> last = jdbc.query(
                "select seq from event where sprint_id = ? order by seq desc limit 1",
                Bind.of(sprintId),
                (row, number) -> new Columns(row).number());
        return last.isEmpty() ? 0 : last.get(0);
    }

    /** Within a write: writes it down, and announces the change once it is committed. */
    void append(String sprintId, String kind, Object data) {
        jdbc.update(
                "insert into event (sprint_id, kind, at, data_json) values (?, ?, ?, ?)",
                Bind.of(sprintId, kind, clock.instant(), Payload.write(data)));
        prune(sprintId);
        writes.changed(sprintId);
    }

    private void prune(String sprintId) {
        int count = unpruned.getOrDefault(sprintId, PRUNE_EVERY) + 1;
        if (count > PRUNE_EVERY) {
            count = 0;
            jdbc.update(
                    "delete from event where sprint_id = ?1 and seq <="
                            + " (select seq from event where sprint_id = ?1 order by seq desc limit 1 offset " + KEPT
                            + ")",
                    Bind.of(sprintId));
        }
        if (unpruned.size() >= MAX_COUNTED) {
            unpruned.clear();
        }
        unpruned.put(sprintId, count);
    }

    private static EventRow map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new EventRow(row.number(), row.text(), row.text(), row.time(), row.text());
    }
}
