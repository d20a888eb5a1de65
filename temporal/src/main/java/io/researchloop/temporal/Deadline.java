package io.researchloop.temporal;

import java.io.IOException;
import java.time.Duration;

/** A point in time that work must not pass. */
final class Deadline {
    private final long at;

    Deadline(Duration limit) {
        this.at = System.nanoTime() + limit.toNanos();
    }

    boolean passed() {
        return at - System.nanoTime() <= 0;
    }

    /** @throws IOException when nothing is left */
    Duration left() throws IOException {
        long left = at - System.nanoTime();
        if (left <= 0) {
            throw new IOException("the time limit has passed");
        }
        return Duration.ofNanos(left);
    }
}
