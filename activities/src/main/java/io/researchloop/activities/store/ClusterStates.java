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

    /** The cluster answered. */
    public void polled(String name, Instant at) {
        writes.write(() -> {
            jdbc.update(
                    "insert into cluster_state (name, last_poll_at, reachable_since) values (?1, ?2, ?2)"
                            + " on conflict (name) do update set last_poll_at = ?2,"
                            + " reachable_since = coalesce(reachable_since, ?2), paused_since = null,"
                            + " last_error = null",
                    Bind.of(name, at));
        });
    }

    /**
     * It did not, and its jobs are neither dead nor alive until it does.
     *
     * @param paused true to call it paused from now on, unless it is already
     */
    public void failed(String name, Instant at, String error, boolean paused) {
        writes.write(() -> {
            jdbc.update(
                    "insert into cluster_state (name, paused_since, last_error) values (?1, ?2, ?3)"
                            + " on conflict (name) do update set"
                            + " reachable_since = case when ?2 is null then reachable_since end,"
                            + " paused_since = coalesce(paused_since, ?2), last_error = ?3",
                    Bind.of(name, paused ? at : null, error));
        });
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
