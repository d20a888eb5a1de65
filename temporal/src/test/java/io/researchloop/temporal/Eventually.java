package io.researchloop.temporal;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens in another thread or process. */
final class Eventually {
    private Eventually() {}

    static void eventually(String what, Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            Thread.sleep(20);
        }
    }
}
