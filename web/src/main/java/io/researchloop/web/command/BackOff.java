package io.researchloop.web.command;

import java.time.Duration;

/** How long to wait after some failures in a row: 100 ms, doubled each time, up to the ordinary pause. */
final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(100);

    Duration pause(int failuresInARow, Duration ordinary) {
        if (failuresInARow == 0) {
            return ordinary;
        }
        Duration pause = FIRST.multipliedBy(1L << Math.min(failuresInARow - 1, 20));
        return pause.compareTo(ordinary) < 0 ? pause : ordinary;
    }
}
