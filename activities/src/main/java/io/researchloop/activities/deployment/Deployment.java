package io.researchloop.activities.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far something is on its way to a cluster, or that it has arrived.
 *
 * @param what {@code runner} or {@code runtime}
 * @param bytes sent so far, of {@code total}
 * @param since when it came into this phase
 * @param error why it failed; null if it did not
 */
public record Deployment(
        String what,
        Phase phase,
        long bytes,
        long total,
        Instant since,
        @Nullable String error) {
    public enum Phase {
        SENDING,
        /** Another orchestrator sends it. */
        WAITING,
        /** All bytes are there; they are verified and unpacked. */
        INSTALLING,
        READY,
        FAILED
    }

    /** 0 to 100. */
    public int percent() {
        return total == 0 ? 0 : (int) Math.min(100, bytes * 100 / total);
    }
}
