package io.researchloop.web.live;

import io.researchloop.activities.store.ClusterListener;
import io.researchloop.activities.store.Onlookers;
import io.researchloop.activities.store.StoreListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Passes committed changes on. The first one goes out at once, those that follow within a quarter of a second
 * together: a sprint that changes a thousand times a second is told four times a second.
 */
@Component
public class LiveHub implements StoreListener, ClusterListener, Onlookers, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
    private static final Duration APART = Duration.ofMillis(250);

    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread;
    private volatile long lastFlush = System.nanoTime() - APART.toNanos();

    LiveHub() {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread live = new Thread(task, "live");
            live.setDaemon(true);
            return live;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Ends what it stands for. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param sprintIds which; empty: all
     * @param onChange told the id of a sprint that changed, on the one thread of all subscribers: it must be quick
     */
    public Subscription subscribe(Set<String> sprintIds, Consumer<String> onChange) {
        return subscribe(sprintIds, sprintIds.isEmpty(), onChange);
    }

    /**
     * @param sprintIds which somebody looks at
     * @param all whether to be told of all others, too
     * @param onChange as above
     */
    Subscription subscribe(Set<String> sprintIds, boolean all, Consumer<String> onChange) {
        Subscriber subscriber = new Subscriber(Set.copyOf(sprintIds), all, onChange);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** Called by the store's writer: no more than a note is made. */
    @Override
    public void sprintChanged(String sprintId) {
        if (!subscribers.isEmpty()) {
            changed.add(sprintId);
            schedule();
        }
    }

    /** Who listens to all sprints at once looks at none of them. */
    @Override
    public boolean watch(String sprintId) {
        return subscribers.stream().anyMatch(subscriber -> subscriber.sprintIds.contains(sprintId));
    }

    /** Told to those who listen to everything; no sprint has such an id. */
    @Override
    public void clusterChanged(String cluster) {
        sprintChanged("cluster:" + cluster);
    }

    ScheduledExecutorService thread() {
        return thread;
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            long delay = Math.max(0, lastFlush + APART.toNanos() - System.nanoTime());
            try {
                ScheduledFuture<?> unused = thread.schedule(this::flush, delay, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("the server is going down; sprint changes are not told any more");
            }
        }
    }

    private void flush() {
        lastFlush = System.nanoTime();
        scheduled.set(false);
        List<String> ids = new ArrayList<>(changed);
        // Taken away before it is told: a change from here on is a new one.
        ids.forEach(changed::remove);
        for (Subscriber subscriber : subscribers) {
            ids.stream().filter(subscriber::wants).forEach(subscriber::tell);
        }
    }

    /** Not a record: two equal ones are still two. */
    private static final class Subscriber {
        private final Set<String> sprintIds;
        private final boolean all;
        private final Consumer<String> onChange;

        Subscriber(Set<String> sprintIds, boolean all, Consumer<String> onChange) {
            this.sprintIds = sprintIds;
            this.all = all;
            this.onChange = onChange;
        }

        boolean wants(String sprintId) {
            return all || sprintIds.contains(sprintId);
        }

        void tell(String sprintId) {
            try {
                onChange.accept(sprintId);
            } catch (RuntimeException e) {
                LOG.warn("telling somebody of sprint={} failed: {}", sprintId, e.toString());
            }
        }
    }
}
