package io.researchloop.activities.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the runner said last.
 *
 * @param silentSeconds how long the agent has said nothing
 * @param node where the runner is at work; null if it did not say
 */
public record LiveView(
        int attempt,
        String phase,
        Instant at,
        @Nullable String progress,
        @Nullable String logTail,
        @Nullable String outputTail,
        List<String> recentFiles,
        @Nullable Long silentSeconds,
        @Nullable String node) {
    public LiveView {
        recentFiles = List.copyOf(recentFiles);
    }
}
