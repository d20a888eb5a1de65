package io.researchloop.temporal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners that the engine is ready, in a thread of their own, so that a long rehydration does not keep
 * anybody from watching the engine. One that fails is called again until it succeeds or the engine goes down; what it
 * has missed then is part of what it is told next.
 */
final class ReadyListeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadyListeners.class);

    private final List<Consumer<EngineReady>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "temporal-ready");
        created.setDaemon(true);
        return created;
    });
    private final Duration firstRetry;
    private volatile @Nullable EngineReady current;
    private @Nullable EngineReady untold;

    ReadyListeners(Duration firstRetry) {
        this.firstRetry = firstRetry;
    }

    void add(Consumer<EngineReady> listener) {
        listeners.add(listener);
    }

    synchronized void announce(EngineReady event) {
        EngineReady missed = untold;
        EngineReady merged = missed == null
                ? event
                : new EngineReady(
                        event.kind(), event.first() || missed.first(), event.lostMemory() || missed.lostMemory());
        untold = merged;
        current = merged;
        thread.execute(() -> tellAll(merged));
    }

    /** The engine is down: calls that fail now are not repeated before the next {@link #announce}. */
    synchronized void forget() {
        current = null;
    }

    private void tellAll(EngineReady event) {
        for (Consumer<EngineReady> listener : listeners) {
            if (!tell(listener, event)) {
                return;
            }
        }
        settle(event);
    }

    private boolean tell(Consumer<EngineReady> listener, EngineReady event) {
        Backoff backoff = new Backoff(firstRetry, Duration.ofSeconds(10));
        while (isCurrent(event)) {
            try {
                listener.accept(event);
                return true;
            } catch (RuntimeException e) {
                LOG.warn("what follows on a ready Temporal failed and is tried again", e);
            }
            try {
                Thread.sleep(backoff.next().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** By identity: an equal event after another outage is another event. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isCurrent(EngineReady event) {
        return current == event && !Thread.currentThread().isInterrupted();
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized void settle(EngineReady event) {
        if (untold == event) {
            untold = null;
        }
    }

    @Override
    public void close() {
        forget();
        thread.shutdownNow();
    }
}
