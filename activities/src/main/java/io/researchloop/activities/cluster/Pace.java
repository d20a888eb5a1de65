package io.researchloop.activities.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait from one look at a cluster to the next: the cluster's {@code poll_interval}, less while a job is new,
 * somebody watches or one look has failed, more while the cluster does not answer; at least a second.
 *
 * @param usual the cluster's own
 */
record Pace(Duration usual) {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(5);
    private static final Duration WATCHED = Duration.ofSeconds(10);
    private static final Duration WANTED = Duration.ofSeconds(5);
    private static final Duration NEW = Duration.ofSeconds(30);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
    private static final int DOUBLINGS = 6;
    private static final double JITTER = 0.2;

    Pace {
        usual = longer(usual, LEAST);
    }

    /**
     * @param submissions when the jobs that are looked at were submitted
     * @param watched true if somebody watches a sprint whose progress only a look brings
     * @param failures looks that failed, since the last that did not
     * @param random from 0 to 1
     */
    Duration after(
            Instant now, Collection<@Nullable Instant> submissions, boolean watched, int failures, double random) {
        if (failures > 0) {
            return backOff(failures, random);
        }
        boolean isNew =
                submissions.stream().filter(Objects::nonNull).anyMatch(submitted -> now.isBefore(submitted.plus(NEW)));
        if (isNew) {
            return shorter(usual, SOON);
        }
        return watched ? shorter(usual, WATCHED) : usual;
    }

    /** The same for a look that a person wants: soon, also at a cluster that did not answer, but no burst of them. */
    Duration whenWanted() {
        return shorter(usual, WANTED);
    }

    /**
     * Soon after the first failure, which may be bad luck; then doubled at each and at most a minute, but never less than
     * usual. A fifth of it is chance.
     */
    private Duration backOff(int failures, double random) {
        Duration longest = longer(usual, LONGEST_BACK_OFF);
        Duration wait = failures == 1
                ? shorter(usual, SECOND_LOOK)
                : shorter(usual.multipliedBy(1L << Math.min(DOUBLINGS, failures - 1)), longest);
        return longer(LEAST, Duration.ofMillis(Math.round(wait.toMillis() * (1 - JITTER * random))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
