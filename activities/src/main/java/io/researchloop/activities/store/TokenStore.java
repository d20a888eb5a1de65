package io.researchloop.activities.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.JdbcOperations;

/** The API tokens. */
public final class TokenStore {
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcAggregateOperations aggregates;
    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    TokenStore(JdbcAggregateOperations aggregates, JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.aggregates = aggregates;
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    public void add(TokenRow token) {
        writes.write(() -> {
            aggregates.insert(token);
        });
    }

    /** Oldest first, revoked ones too. */
    public List<TokenRow> all() {
        return aggregates.findAll(TokenRow.class, Sort.by("createdAt", "id"));
    }

    /** A token that opens: revoked ones are not found. */
    public Optional<TokenRow> findBySha256(String sha256) {
        return jdbc
                .query(
                        "select id, name, sha256, created_at, last_used_at, revoked_at, device from api_token"
                                + " where sha256 = ? and revoked_at is null",
                        Bind.of(sha256),
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new TokenRow(
                                    row.text(),
                                    row.text(),
                                    row.text(),
                                    row.time(),
                                    row.timeOrNull(),
                                    row.timeOrNull(),
                                    row.textOrNull());
                        })
                .stream()
                .findFirst();
    }

    /** @return false if there is no such token, or it was revoked before */
    public boolean revoke(String id) {
        return writes.write(() -> jdbc.update(
                        "update api_token set revoked_at = ? where id = ? and revoked_at is null",
                        Bind.of(clock.instant(), id))
                == 1);
    }

    /** Notes a use, at most once a minute for each token: a token may be used thousands of times a second. */
    public void used(String id, Instant at) {
        Instant last = noted.get(id);
        if (last != null && at.isBefore(last.plus(USE_NOTED_EVERY))) {
            return;
        }
        noted.put(id, at);
        writes.write(() -> {
            jdbc.update("update api_token set last_used_at = ? where id = ?", Bind.of(at, id));
        });
    }
}
