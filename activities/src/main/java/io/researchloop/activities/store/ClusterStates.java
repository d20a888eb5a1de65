package io.researchloop.activities.store;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/** How the clusters' watchers fare. */
public final class ClusterStates {
    private final JdbcOperations jdbc;
    private final GroupCommit writes;

    ClusterStates(JdbcOperations jdbc, GroupCommit writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /**
     * The cluster answered.
     *
     * @return true if it did not before
     */
    public boolean polled(String name, Instant at) {
        return writes.write(() -> {
            boolean news = jdbc.query(
                            "select 1 from cluster_state where name = ? and reachable_since is not null"
                                    + " and paused_since is null and last_error is null",
                            Bind.of(name),
                            (result, number) -> true)
                    .isEmpty();
            jdbc.update(
                    "insert into cluster_state (name, last_poll_at, reachable_since) values (?1, ?2, ?2)"
                            + " on conflict (name) do update set last_poll_at = ?2,"
                            + " reachable_since = coalesce(reachable_since, ?2), paused_since = null,"
                            + " last_error = null",
                    Bind.of(name, at));
            return news;
        });
    }

    /** A look failed: one alone says little, but people may see why. */
    public void failed(String name, String error) {
        writes.write(() -> {
            jdbc.update(
                    "insert into cluster_state (name, last_error) values (?1, ?2)"
                            + " on conflict (name) do update set last_error = ?2",
                    Bind.of(name, error));
        });
    }

    /**
     * The cluster does not answer, and its jobs are neither dead nor alive until it does.
     *
     * @param since the first look that failed
     * @return false if it was paused before
     */
    public boolean paused(String name, Instant since) {
        return writes.write(() -> jdbc.update(
                        "insert into cluster_state (name, paused_since) values (?1, ?2)"
                                + " on conflict (name) do update set reachable_since = null, paused_since = ?2"
                                + " where paused_since is null",
                        Bind.of(name, since))
                > 0);
    }

    /** By name. */
    public Map<String, ClusterState> all() {
        return jdbc
                .query(
                        "select name, last_poll_at, reachable_since, paused_since, last_error from cluster_state",
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new ClusterState(
                                    row.text(), row.timeOrNull(), row.timeOrNull(), row.timeOrNull(), row.textOrNull());
                        })
                .stream()
                .collect(Collectors.toMap(ClusterState::name, Function.identity()));
    }
}
