package io.researchloop.temporal;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The orchestrator's line to Temporal. A daemon thread starts the engine, connects, starts the workers and keeps all
 * three going: it restarts a server that died and reconnects for ever. Nothing is thrown into the application; it asks
 * {@link #client()} before each use and shows {@link #status()}.
 */
public final class TemporalConnection implements AutoCloseable {
    private static final long CLOSE_LIMIT_SECONDS = 40;

    private final EngineSupervisor supervisor;
    private final Thread thread;
    private boolean started;

    /** @param registrar registers the workers; called again whenever they are to be made anew */
    public TemporalConnection(EngineSettings settings, Consumer<WorkerFactory> registrar) {
        this(settings.namespace(), EngineSource.of(settings, System.getenv()), registrar);
    }

    TemporalConnection(String namespace, EngineSource source, Consumer<WorkerFactory> registrar) {
        this.supervisor = new EngineSupervisor(
                source,
                registrar,
                new StatusBoard(namespace, Clock.systemUTC()),
                new ReadyListeners(Duration.ofSeconds(1)));
        this.thread = new Thread(supervisor, "temporal-connection");
        this.thread.setDaemon(true);
    }

    /**
     * Called in a thread of its own each time the engine has become ready, also after it lost its memory; called again
     * until it returns without an exception. To be set before {@link #start()}.
     */
    public TemporalConnection onReady(Consumer<EngineReady> listener) {
        supervisor.listeners().add(listener);
        return this;
    }

    /** Begins, and returns at once. */
    public synchronized TemporalConnection start() {
        if (!started) {
            started = true;
            thread.start();
        }
        return this;
    }

    /** The client while the engine is ready. It changes when the engine does, so nobody keeps it. */
    public Optional<WorkflowClient> client() {
        return supervisor.client();
    }

    public EngineStatus status() {
        return supervisor.board().current();
    }

    /** Waits until the engine is ready. False when the limit passed first. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return supervisor.board().await(EngineState.READY, limit);
    }

    /** Stops the workers and ends the engine if it is ours; takes a few seconds at most. */
    @Override
    public synchronized void close() {
        supervisor.stop();
        if (!started) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status as others see it, changed by the supervisor alone. */
    static final class StatusBoard {
        private final Clock clock;
        private EngineStatus status;

        StatusBoard(String namespace, Clock clock) {
            this.clock = clock;
            this.status = EngineStatus.starting(namespace, clock.instant());
        }

        synchronized EngineStatus current() {
            return status;
        }

        synchronized void chosen(EngineChoice choice) {
            status = status.chosen(choice.kind(), choice.reason());
        }

        synchronized void ready(EngineEndpoint endpoint, @Nullable String version) {
            status = status.ready(endpoint, version, clock.instant());
            notifyAll();
        }

        synchronized void down(String error) {
            status = status.down(error, clock.instant());
            notifyAll();
        }

        synchronized boolean await(EngineState wanted, Duration limit) throws InterruptedException {
            Instant deadline = Instant.now().plus(limit);
            while (status.state() != wanted) {
                long left = Duration.between(Instant.now(), deadline).toMillis();
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }
    }
}
