package io.researchloop.runner.pipeline;

import java.util.function.LongSupplier;

/**
 * How long the agent has been silent. Measured on a clock that only goes forward at its own pace: a corrected wall
 * clock is no silence.
 */
final class Pulse {
    private final LongSupplier nanoTime;
    private volatile boolean atWork;
    private volatile long lastSign;

    Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void begin() {
        lastSign = nanoTime.getAsLong();
        atWork = true;
    }

    void sign() {
        lastSign = nanoTime.getAsLong();
    }

    void end() {
        atWork = false;
    }

    /** 0 while no agent is at work. */
    long silentSeconds() {
        return atWork ? Math.max(0, (nanoTime.getAsLong() - lastSign) / 1_000_000_000L) : 0;
    }
}
