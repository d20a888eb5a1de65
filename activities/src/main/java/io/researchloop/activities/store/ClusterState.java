package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's watcher fares.
 *
 * @param reachableSince null while it is paused
 * @param pausedSince since when it does not answer; null while it does, or only a look or two failed
 * @param lastError why the last look failed; null if it did not
 */
public record ClusterState(
        String name,
        @Nullable Instant lastPollAt,
        @Nullable Instant reachableSince,
        @Nullable Instant pausedSince,
        @Nullable String lastError) {}
