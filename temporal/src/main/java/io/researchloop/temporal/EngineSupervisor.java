package io.researchloop.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop behind {@link TemporalConnection}: bring up, watch, bring up again. All of it runs in one thread. */
final class EngineSupervisor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineSupervisor.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    /** An engine of ours that has not answered for so long is ended and started again. */
    private static final Duration HUNG_AFTER = Duration.ofSeconds(30);
    /** After so long up, the next failure is a new one and not the continuation of the last. */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(10);
    /** One lost answer is no outage: servers close connections now and then. */
    private static final int FAILURES_IN_A_ROW = 2;

    private final EngineSource source;
    private final Consumer<WorkerFactory> registrar;
    private final TemporalConnection.StatusBoard board;
    private final ReadyListeners listeners;
    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private volatile boolean stopped;
    private volatile @Nullable WorkflowClient client;
    private @Nullable TemporalEngine engine;
    private @Nullable EngineSession session;
    private @Nullable EngineEndpoint endpoint;
    private boolean first = true;
    private boolean lostMemory;
    private long changedAt = System.nanoTime();

    EngineSupervisor(
            EngineSource source,
            Consumer<WorkerFactory> registrar,
            TemporalConnection.StatusBoard board,
            ReadyListeners listeners) {
        this.source = source;
        this.registrar = registrar;
        this.board = board;
        this.listeners = listeners;
    }

    ReadyListeners listeners() {
        return listeners;
    }

    TemporalConnection.StatusBoard board() {
        return board;
    }

    Optional<WorkflowClient> client() {
        return Optional.ofNullable(client);
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                attempt();
            }
        } catch (InterruptedException e) {
            // close() asks for the end this way.
            LOG.debug("the Temporal connection is being closed");
        } finally {
            // A pending interrupt would cut the clean-up short.
            Thread.interrupted();
            cleanUp();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            bringUp();
            watch();
        } catch (EngineUnavailable e) {
            down(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            // Whatever it is, the application lives on, and the next attempt may do better.
            down("unexpected: " + e, e);
        }
        if (!stopped) {
            Thread.sleep(pause().toMillis());
        }
    }

    private void bringUp() throws EngineUnavailable {
        TemporalEngine current = engine();
        EngineSession open = session;
        EngineEndpoint known = endpoint;
        if (open == null || known == null || !current.alive()) {
            known = current.start();
            endpoint = known;
            lostMemory |= known.lostMemory();
            if (open != null && (known.lostMemory() || !open.serves(known))) {
                // What the workers hold in their caches belongs to workflows that are no more.
                session = null;
                open.abort();
                open = null;
            }
        }
        if (open == null) {
            open = EngineSession.open(known, registrar);
            session = open;
        } else {
            open.hurry();
            checkOrGiveUp(current, open);
            open.resume();
        }
        ready(current, known, open);
    }

    private TemporalEngine engine() throws EngineUnavailable {
        TemporalEngine current = engine;
        if (current == null) {
            EngineChoice choice = source.choose();
            board.chosen(choice);
            current = source.create(choice);
            engine = current;
            LOG.info("Temporal engine: {}. {}", choice.kind().words(), choice.reason());
        }
        return current;
    }

    /** After a long outage the engine, or what we know of an external one, is taken up from the beginning. */
    private void checkOrGiveUp(TemporalEngine current, EngineSession open) throws EngineUnavailable {
        try {
            open.check();
        } catch (EngineUnavailable e) {
            if (sinceChange().compareTo(HUNG_AFTER) > 0) {
                LOG.warn("Temporal has not answered for {} s and is started again", HUNG_AFTER.toSeconds());
                // An external one may want a renewed certificate, which only a new session reads.
                session = null;
                open.abort();
                current.stop();
                changedAt = System.nanoTime();
            }
            throw e;
        }
    }

    private void ready(TemporalEngine current, EngineEndpoint known, EngineSession open) {
        // In this order: who waited for "ready" asks for the client next.
        client = open.client();
        board.ready(known, open.serverVersion());
        changedAt = System.nanoTime();
        LOG.info("Temporal is ready at {}", known);
        listeners.announce(new EngineReady(current.kind(), first, lostMemory));
        first = false;
        lostMemory = false;
    }

    private void watch() throws EngineUnavailable, InterruptedException {
        TemporalEngine current = engine;
        EngineSession open = session;
        if (current == null || open == null) {
            return;
        }
        long askedAt = System.nanoTime();
        int failures = 0;
        while (!stopped) {
            Thread.sleep(LOOK_EVERY.toMillis());
            if (!current.alive()) {
                throw new EngineUnavailable(
                        "the Temporal server (" + current.kind().words() + ") has ended; it is being started again");
            }
            if (failures > 0 || System.nanoTime() - askedAt > ASK_EVERY.toNanos()) {
                askedAt = System.nanoTime();
                try {
                    open.check();
                    failures = 0;
                } catch (EngineUnavailable e) {
                    failures++;
                    if (failures >= FAILURES_IN_A_ROW) {
                        throw e;
                    }
                }
            }
        }
    }

    private void down(String error, @Nullable RuntimeException unexpected) {
        if (stopped) {
            return;
        }
        boolean news = board.current().state() != EngineState.DOWN;
        client = null;
        listeners.forget();
        EngineSession open = session;
        if (open != null) {
            open.suspend();
        }
        if (news) {
            if (board.current().state() == EngineState.READY && sinceChange().compareTo(SETTLED_AFTER) > 0) {
                backoff.reset();
            }
            changedAt = System.nanoTime();
            LOG.warn("Temporal is not available: {}", error, unexpected);
        }
        board.down(error);
    }

    /** A server that lives but does not answer is asked every second; one that has to be started, less and less. */
    private Duration pause() {
        Duration next = backoff.next();
        TemporalEngine current = engine;
        boolean onlyWaiting = current != null && session != null && current.alive();
        return onlyWaiting && next.compareTo(ASK_EVERY) > 0 ? ASK_EVERY : next;
    }

    private Duration sinceChange() {
        return Duration.ofNanos(System.nanoTime() - changedAt);
    }

    private void cleanUp() {
        client = null;
        listeners.close();
        try {
            EngineSession open = session;
            session = null;
            if (open != null) {
                open.close();
            }
        } finally {
            TemporalEngine current = engine;
            engine = null;
            if (current != null) {
                current.close();
            }
            board.down("closed");
        }
    }
}
