package io.researchloop.web.slack;

import io.researchloop.activities.notification.NotDelivered;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.activities.store.StoreUnavailable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Works off the inbox, oldest first, one at a time; what a crash left is taken up at the next start. */
@Component
class SlackWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SlackWorker.class);
    private static final int BATCH = 50;
    private static final int TRIES = 5;
    private static final long SWEEP_SECONDS = 60;

    private final SlackInbox inbox;
    private final SlackDesk desk;
    private final Semaphore wakeUps = new Semaphore(1);
    private @Nullable Thread thread;

    SlackWorker(SlackInbox inbox, SlackDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    /** Something came in. Cheap, from any thread. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::loop, "slack");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        try {
            while (true) {
                if (wakeUps.tryAcquire(SWEEP_SECONDS, TimeUnit.SECONDS)) {
                    wakeUps.drainPermits();
                }
                try {
                    for (SlackInbox.Letter letter : inbox.undone(BATCH)) {
                        work(letter);
                        inbox.done(letter.seq());
                    }
                } catch (StoreUnavailable e) {
                    LOG.warn("Slack's inbox cannot be read or written now, and will be again: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            // Told to stop; the letter at hand is taken up at the next start.
            Thread.currentThread().interrupt();
        }
    }

    /** What it asks for is done once, whatever is repeated; only the answer may come twice. */
    private void work(SlackInbox.Letter letter) throws InterruptedException {
        for (int number = 1; ; number++) {
            try {
                desk.handle(letter);
                return;
            } catch (NotDelivered e) {
                if (number == TRIES) {
                    LOG.warn("slack={} the answer could not be given: {}", letter.id(), e.getMessage());
                    return;
                }
                Thread.sleep(TimeUnit.SECONDS.toMillis(1L << number));
            } catch (StoreUnavailable e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.error("slack={} could not be handled", letter.id(), e);
                return;
            }
        }
    }
}
