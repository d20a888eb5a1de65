package io.researchloop.bench.load;

import java.time.Duration;

/**
 * How long and how wide.
 *
 * @param warmUp sent and not counted
 * @param time at most so long is counted
 * @param requests at most so many are sent, those of the warm-up among them
 */
public record LoadPlan(int connections, Duration warmUp, Duration time, long requests) {
    public LoadPlan {
        if (connections < 1 || requests < 1) {
            throw new IllegalArgumentException("expected at least one connection and one request");
        }
    }

    public static LoadPlan forTime(int connections, Duration warmUp, Duration time) {
        return new LoadPlan(connections, warmUp, time, Long.MAX_VALUE);
    }

    public static LoadPlan forRequests(int connections, long requests, Duration atMost) {
        return new LoadPlan(connections, Duration.ZERO, atMost, requests);
    }
}
