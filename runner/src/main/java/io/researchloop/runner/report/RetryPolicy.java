package io.researchloop.runner.report;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How long the attempt's last word is tried again.
 *
 * <p>A job that only waits holds a node that others queue for and that its owner pays for, and the files in the
 * sprint's directory say the same as the call. So it waits a full {@code patience} only for an orchestrator that took
 * something from this very job before, and is therefore one that is down for a while; where no call ever arrived (a
 * laptop behind NAT, a node without a network) it gives up after {@code strangerPatience}. It never waits into the
 * job's time limit, and a signal ends the wait at once.
 *
 * @param first the wait after the first failure; it doubles with each further one, with jitter
 * @param ceiling the longest wait between two tries
 */
public record RetryPolicy(Duration first, Duration ceiling, Duration patience, Duration strangerPatience) {
    public static final RetryPolicy STANDARD =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(2));

    private static final Duration LONGEST_OBEDIENCE = Duration.ofMinutes(10);

    /** The wait after so many failures in a row: a random part of the back-off's upper half, or what the server asks. */
    Duration delay(int failures, @Nullable Duration retryAfter) {
        if (retryAfter != null) {
            return retryAfter.compareTo(LONGEST_OBEDIENCE) > 0 ? LONGEST_OBEDIENCE : retryAfter;
        }
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, 30));
        long longest = Math.max(1, Math.min((long) doubled, ceiling.toMillis()));
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }
}
