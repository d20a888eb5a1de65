package io.researchloop.web.command;

import io.researchloop.activities.store.Delivery;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.activities.store.WebhookInbox;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries committed facts to the workflows: starts those that have none yet, signals what is in the inbox. Rows are
 * ticked off after the engine took them, so whatever dies in between, they are carried again; the engine and the
 * workflows bear repeats. A sprint's deliveries keep their order; different sprints do not wait for each other.
 */
@Component
public class WorkflowDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowDispatcher.class);
    private static final int PARALLEL = 8;
    private static final int BATCH = 200;
    /** A safety net only: whatever commits something wakes the dispatcher. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final WebhookInbox inbox;
    private final WorkflowGateway gateway;
    private final SprintCourier courier;
    private final LoopStore loops;
    private final LoopCourier loopCourier;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final BackOff backOff = new BackOff();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private volatile boolean running;
    private Optional<Threads> threads = Optional.empty();

    WorkflowDispatcher(
            SprintStore sprints,
            Tweaks tweaks,
            WebhookInbox inbox,
            WorkflowGateway gateway,
            SprintSignals signals,
            SprintCourier courier,
            LoopStore loops,
            LoopCourier loopCourier) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.inbox = inbox;
        this.gateway = gateway;
        this.courier = courier;
        this.loops = loops;
        this.loopCourier = loopCourier;
        signals.onWake(this::wake);
    }

    /** Looks for work now: something was committed, or the engine is back. Cheap, from any thread. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        threads = Optional.of(Threads.start(this::loop));
        wake();
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.ifPresent(Threads::stop);
        threads = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop(ExecutorService couriers) {
        while (running) {
            try {
                wakeUps.tryAcquire(backOff.pause(failuresInARow.get(), SWEEP).toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
                gateway.client().ifPresent(client -> dispatch(client, couriers));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failed("Looking for work", e);
            }
        }
    }

    private void dispatch(WorkflowClient client, ExecutorService couriers) {
        // Before the rows are read: those of a sprint that is busy now may be ticked off before we come to them.
        Set<String> busyBefore = Set.copyOf(busy);
        Map<String, List<Delivery>> work = new LinkedHashMap<>();
        // In the order of the rows: who was first shall be first in line.
        Set<String> toStart = new LinkedHashSet<>(sprints.notStarted(BATCH));
        toStart.addAll(tweaks.notStarted(BATCH));
        toStart.forEach(id -> work.put(id, new ArrayList<>()));
        inbox.undelivered(BATCH).forEach(delivery -> work.computeIfAbsent(delivery.sprintId(), id -> new ArrayList<>())
                .add(delivery));
        work.forEach((id, deliveries) -> {
            if (!busyBefore.contains(id) && busy.add(id)) {
                couriers.execute(() -> carry(id, () -> tell(client, id, toStart.contains(id), deliveries)));
            }
        });
        for (LoopRow loop : loops.untold(BATCH)) {
            if (!busyBefore.contains(loop.id()) && busy.add(loop.id())) {
                couriers.execute(() -> carry(loop.id(), () -> loopCourier.tell(client, loop)));
            }
        }
    }

    private void tell(WorkflowClient client, String sprintId, boolean start, List<Delivery> deliveries) {
        if (start) {
            courier.start(client, sprintId);
        }
        for (Delivery delivery : deliveries) {
            courier.deliver(client, delivery);
        }
    }

    private void carry(String id, Runnable work) {
        boolean carried = false;
        try {
            work.run();
            carried = true;
            failuresInARow.set(0);
        } catch (RuntimeException e) {
            failed("Telling the workflow of " + id, e);
        } finally {
            busy.remove(id);
        }
        if (carried) {
            // Something may have been committed for it while it was busy, and a full batch has a rest.
            wake();
        }
    }

    private void failed(String what, RuntimeException e) {
        int failures = failuresInARow.incrementAndGet();
        if (failures == 1 || failures % 100 == 0) {
            LOG.warn("{} failed, will be tried again: {}", what, e.toString());
        }
    }

    /** One thread that looks, and a few that carry. */
    private record Threads(Thread looker, ExecutorService couriers) {
        static Threads start(Consumer<ExecutorService> loop) {
            AtomicInteger number = new AtomicInteger();
            ExecutorService couriers = Executors.newFixedThreadPool(PARALLEL, task -> {
                Thread thread = new Thread(task, "dispatch-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            Thread looker = new Thread(() -> loop.accept(couriers), "dispatch");
            looker.setDaemon(true);
            looker.start();
            return new Threads(looker, couriers);
        }

        void stop() {
            looker.interrupt();
            couriers.shutdown();
            try {
                if (!couriers.awaitTermination(3, TimeUnit.SECONDS)) {
                    couriers.shutdownNow();
                }
                looker.join(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
