package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's watcher fares.
 *
 * @param reachableSince null while it does not answer
 * @param pausedSince since when it does not answer
 */
public record ClusterState(
        String name,
        @Nullable Instant lastPollAt,
        @Nullable Instant reachableSince,
        @Nullable Instant pausedSince,
        @Nullable String lastError) {}
