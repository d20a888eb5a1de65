package io.researchloop.runner.report;

import org.jspecify.annotations.Nullable;

/** A box for one thing: putting replaces what is in it and never waits. */
final class Latest<T> {
    private @Nullable T value;
    private boolean closed;

    synchronized void put(T newest) {
        value = newest;
        notifyAll();
    }

    /** Waits for something; null once the box is closed. */
    synchronized @Nullable T take() throws InterruptedException {
        while (value == null && !closed) {
            wait();
        }
        T taken = closed ? null : value;
        value = null;
        return taken;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
