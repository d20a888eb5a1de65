package io.researchloop.web.slack;

import io.researchloop.activities.store.StoreUnavailable;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that works in rounds: at once when it is woken, else after the rest that its last round asked for. A round
 * that fails is tried again, after a second at first, after half a minute at most.
 */
abstract class Rounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int LONGEST_REST = 30;
    private static final long STOP_MILLIS = 5_000;

    private final String name;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /** @param name the thread's */
    Rounds(String name) {
        this.name = name;
    }

    /** @return how long to rest if nothing happens */
    abstract Duration round() throws InterruptedException;

    /** There is something to do. Cheap, from any thread. */
    final void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            Thread begun = new Thread(this::loop, name);
            begun.setDaemon(true);
            thread = begun;
            begun.start();
        }
    }

    /** Returns when the thread has ended, or will not for some seconds. */
    @Override
    public synchronized void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        int failures = 0;
        try {
            while (Thread.currentThread().equals(thread)) {
                Duration rest;
                try {
                    rest = round();
                    failures = 0;
                } catch (StoreUnavailable e) {
                    LOG.warn("{}: the store is not there now, and is tried again: {}", name, e.getMessage());
                    rest = afterFailures(++failures);
                } catch (RuntimeException e) {
                    LOG.error("{}: a round failed, and is tried again", name, e);
                    rest = afterFailures(++failures);
                }
                if (wakeUps.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // Told to stop; what is at hand is taken up at the next start.
            Thread.currentThread().interrupt();
        }
    }

    private static Duration afterFailures(int number) {
        return Duration.ofSeconds(Math.min(LONGEST_REST, 1L << Math.min(number - 1, 10)));
    }
}
