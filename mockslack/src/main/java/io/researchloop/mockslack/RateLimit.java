package io.researchloop.mockslack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One message a second in each channel, and more than that only for a short while ("Rate limits", posting messages). */
final class RateLimit {
    private static final double PER_SECOND = 1;

    private final int burst;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** @param burst how many may come at once */
    RateLimit(int burst) {
        this.burst = burst;
    }

    private record Bucket(double left, long at) {}

    /** @return whether it may be said now; if so it counts */
    boolean allows(String channel, long nanos) {
        boolean[] allowed = {false};
        buckets.compute(channel, (name, old) -> {
            double left = old == null ? burst : Math.min(burst, old.left() + PER_SECOND * (nanos - old.at()) / 1e9);
            allowed[0] = left >= 1;
            return new Bucket(allowed[0] ? left - 1 : left, nanos);
        });
        return allowed[0];
    }
}
