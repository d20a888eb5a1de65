package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code temporal server start-dev} as our child, on its own SQLite file. It outlives an orchestrator that is killed,
 * and the next one takes it over, or ends it when it does not answer; there are never two on one file.
 */
final class DevServerEngine implements TemporalEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DevServerEngine.class);
    private static final long LOOK_EVERY_MILLIS = 25;
    private static final int PORT_TRIES = 5;

    /**
     * How long things may take.
     *
     * @param start until a new server serves
     * @param adoption until a server that was found running answers
     * @param end between TERM and KILL
     */
    record Limits(Duration start, Duration adoption, Duration end) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    private final EngineSettings settings;
    private final TemporalBinary binary;
    private final DevServerDatabase database;
    private final Path recordFile;
    private final Path log;
    private final DirectoryLock lock;
    private final Limits limits;
    private @Nullable ProcessIdentity process;
    private @Nullable String warning;

    DevServerEngine(EngineSettings settings, TemporalBinary binary) {
        this(settings, binary, Limits.USUAL);
    }

    DevServerEngine(EngineSettings settings, TemporalBinary binary, Limits limits) {
        this.settings = settings;
        this.binary = binary;
        this.limits = limits;
        this.database = new DevServerDatabase(databaseFile(settings));
        this.recordFile = recordFile(settings);
        this.log = settings.dataDirectory().resolve("temporal.log");
        this.lock = new DirectoryLock(settings.dataDirectory().resolve("dev-server.lock"));
    }

    static Path databaseFile(EngineSettings settings) {
        return settings.dataDirectory().resolve("temporal.db");
    }

    static Path recordFile(EngineSettings settings) {
        return settings.dataDirectory().resolve("dev-server.json");
    }

    static String uiUrl(int uiPort) {
        return "http://127.0.0.1:" + uiPort;
    }

    @Override
    public EngineKind kind() {
        return EngineKind.DEV_SERVER;
    }

    @Override
    public EngineEndpoint start() throws EngineUnavailable {
        lock.take();
        try {
            Optional<EngineEndpoint> adopted = adopt();
            return adopted.isPresent() ? adopted.get() : launch();
        } catch (IOException e) {
            throw new EngineUnavailable(
                    "the Temporal dev server cannot be started in " + settings.dataDirectory() + ": " + e, e);
        }
    }

    @Override
    public boolean alive() {
        ProcessIdentity current = process;
        return current != null && current.alive();
    }

    /** The process that serves, for tests and for people; empty when there is none. */
    Optional<ProcessIdentity> process() {
        return Optional.ofNullable(process);
    }

    @Override
    public void stop() {
        ProcessIdentity current = process;
        process = null;
        try {
            if (current != null && !current.end(limits.end())) {
                LOG.warn("the Temporal dev server (pid {}) does not end", current.pid());
            }
        } finally {
            lock.close();
        }
    }

    private Optional<EngineEndpoint> adopt() {
        Optional<DevServerSearch.Running> found = DevServerSearch.find(recordFile, database.file());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DevServerSearch.Running running = found.get();
        process = running.process();
        if (awaitServing(running.process(), running.port(), limits.adoption())) {
            LOG.info(
                    "took over the Temporal dev server, pid={} port={}",
                    running.process().pid(),
                    running.port());
            return Optional.of(endpoint(running.port(), running.uiPort(), false));
        }
        LOG.warn(
                "the Temporal dev server with pid {} does not answer and is ended",
                running.process().pid());
        running.process().end(limits.end());
        return Optional.empty();
    }

    private EngineEndpoint launch() throws EngineUnavailable, IOException {
        LoopbackPorts ports = new LoopbackPorts();
        Optional<DevServerRecord> last = DevServerRecord.read(recordFile);
        @Nullable Path movedAside = null;
        boolean failedBefore = false;
        for (int portTries = 0; portTries < PORT_TRIES; ) {
            boolean fresh = !database.exists();
            int port = ports.choose(wished(settings.port(), last.map(DevServerRecord::port)));
            int uiPort = ports.choose(wished(settings.uiPort(), last.map(DevServerRecord::uiPort)), port);
            DevServerProcess started = launch(port, uiPort);
            if (awaitServing(started.identity(), port, limits.start())) {
                LOG.info(
                        "Temporal dev server started, pid={} port={}",
                        started.identity().pid(),
                        port);
                return endpoint(port, uiPort, fresh);
            }
            if (started.identity().alive()) {
                started.identity().end(limits.end());
                throw new EngineUnavailable("the Temporal dev server did not serve within "
                        + limits.start().toSeconds() + " s; its log is " + log);
            }
            switch (StartFailure.of(started.output())) {
                case PORT_TAKEN -> {
                    portTries++;
                    ports.refuse(port);
                    ports.refuse(uiPort);
                }
                case ENVIRONMENT -> throw failed(started);
                case DATABASE_BROKEN, UNKNOWN -> {
                    if (movedAside != null) {
                        // A new database does not start either, so the old one was not the reason: it comes back.
                        database.bringBack(movedAside);
                        LOG.warn("a new database does not start either, so {} is back in its place", database.file());
                        warning = null;
                        throw failed(started);
                    }
                    if (fresh) {
                        throw failed(started);
                    }
                    if (failedBefore) {
                        movedAside = setAside(started.output());
                    }
                    failedBefore = true;
                }
            }
        }
        throw new EngineUnavailable("the Temporal dev server found its ports taken " + PORT_TRIES
                + " times in a row; set [temporal] port and ui_port to free ones");
    }

    private DevServerProcess launch(int port, int uiPort) throws IOException {
        Files.createDirectories(settings.dataDirectory());
        DevServerCommand command =
                new DevServerCommand(binary.path(), database.file(), settings.namespace(), port, uiPort);
        DevServerProcess started = DevServerProcess.launch(command, settings.dataDirectory(), log);
        process = started.identity();
        new DevServerRecord(
                        started.identity().pid(),
                        started.identity().startedAt(),
                        port,
                        uiPort,
                        binary.path().toString(),
                        binary.version())
                .write(recordFile);
        return started;
    }

    private boolean awaitServing(ProcessIdentity server, int port, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try (EngineProbe probe = new EngineProbe(port, settings.namespace())) {
            while (server.alive() && System.nanoTime() - deadline < 0) {
                // Looked at again after the answer: what answered may be an alien on the port we wanted.
                if (probe.serves() && server.alive()) {
                    return true;
                }
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path setAside(String output) throws IOException {
        Path aside = database.moveAside();
        String note = "Temporal's database did not start and was moved to " + aside.getFileName()
                + "; live workflows are rebuilt from ResearchLoop's own database.";
        LOG.warn("{} The dev server said: {}", note, output);
        warning = note;
        return aside;
    }

    private EngineUnavailable failed(DevServerProcess started) {
        return new EngineUnavailable("the Temporal dev server does not start: " + started.output() + " (log: " + log
                + ", binary: " + binary.path() + ")");
    }

    private EngineEndpoint endpoint(int port, int uiPort, boolean lostMemory) {
        String target = "127.0.0.1:" + port;
        return new EngineEndpoint(
                target,
                settings.namespace(),
                uiUrl(uiPort),
                lostMemory,
                warning,
                StubsDefaults.options().setTarget(target).build());
    }

    private static @Nullable Integer wished(@Nullable Integer configured, Optional<Integer> remembered) {
        return configured != null ? configured : remembered.orElse(null);
    }
}
