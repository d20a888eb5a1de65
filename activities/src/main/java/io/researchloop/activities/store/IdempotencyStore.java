package io.researchloop.activities.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** Answers to requests that create, so that a repeat creates nothing. */
public final class IdempotencyStore {
    private final JdbcOperations jdbc;
    private final GroupCommit writes;

    IdempotencyStore(JdbcOperations jdbc, GroupCommit writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    public Optional<IdempotencyEntry> find(String key, String route) {
        return jdbc
                .query(
                        "select key, route, request_sha256, status, body, created_at from idempotency"
                                + " where key = ? and route = ?",
                        Bind.of(key, route),
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new IdempotencyEntry(
                                    row.text(), row.text(), row.text(), row.integer(), row.text(), row.time());
                        })
                .stream()
                .findFirst();
    }

    /** @return the earlier answer if there is one, and then this one is not recorded; else empty */
    public Optional<IdempotencyEntry> record(IdempotencyEntry entry) {
        return writes.write(() -> {
            Optional<IdempotencyEntry> earlier = find(entry.key(), entry.route());
            if (earlier.isEmpty()) {
                insert(entry);
            }
            return earlier;
        });
    }

    /** Forgets answers from before this time. */
    public void prune(Instant before) {
        writes.write(() -> {
            jdbc.update("delete from idempotency where created_at < ?", Bind.of(before));
        });
    }

    /** Within a write. */
    void insert(IdempotencyEntry entry) {
        jdbc.update(
                "insert into idempotency (key, route, request_sha256, status, body, created_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                Bind.of(
                        entry.key(),
                        entry.route(),
                        entry.requestSha256(),
                        entry.status(),
                        entry.body(),
                        entry.createdAt()));
    }
}
