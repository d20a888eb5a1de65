package io.researchloop.temporal;

import static io.researchloop.temporal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.client.WorkflowClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final Path folder;

    private final List<EngineReady> ready = new CopyOnWriteArrayList<>();

    TemporalConnectionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void goesOnByItselfWhenTheDevServerIsKilled() throws Exception {
        EngineSettings settings = devServer();
        AtomicInteger registrations = new AtomicInteger();
        try (TemporalConnection connection = new TemporalConnection(settings, factory -> {
                    registrations.incrementAndGet();
                    TestWorkflows.register(factory);
                })
                .onReady(ready::add)
                .start()) {
            assertThat(connection.awaitReady(SOON)).isTrue();
            WorkflowClient client = connection.client().orElseThrow();
            TestWorkflows.startWaiting(client, "w");
            String target = connection.status().target();

            DevServerEngineTest.signal("KILL", serverPid());

            eventually("it is down", SOON, () -> connection.status().state() == EngineState.DOWN);
            assertThat(connection.client()).isEmpty();
            assertThat(connection.status().lastError()).contains("dev server");
            assertThat(connection.awaitReady(SOON)).isTrue();
            assertThat(connection.status().target()).isEqualTo(target);
            assertThat(TestWorkflows.finish(client, "w", SOON)).isEqualTo("before after");
            assertThat(registrations).hasValue(1);
            eventually("the listeners know", SOON, () -> ready.size() == 2);
            assertThat(ready)
                    .containsExactly(
                            new EngineReady(EngineKind.DEV_SERVER, true, true),
                            new EngineReady(EngineKind.DEV_SERVER, false, false));
        }
    }

    @Test
    void saysThatTheEngineForgotWhenItsDatabaseHadToBeMovedAside() throws Exception {
        EngineSettings settings = devServer();
        Files.writeString(folder.resolve("temporal.db"), "");
        try (TemporalConnection connection = new TemporalConnection(settings, TestWorkflows::register)
                .onReady(ready::add)
                .start()) {
            assertThat(connection.awaitReady(SOON)).isTrue();

            eventually("the listeners know", SOON, () -> !ready.isEmpty());
            assertThat(ready.get(0).lostMemory()).isTrue();
            assertThat(connection.status().warning()).contains("moved to temporal.db.broken-");
        }
    }

    @Test
    void makesNewWorkersWhenTheInMemoryEngineWasRestarted() throws Exception {
        InMemoryEngine engine = new InMemoryEngine(settings(EngineMode.IN_MEMORY));
        try (TemporalConnection connection = new TemporalConnection("default", only(engine), TestWorkflows::register)
                .onReady(ready::add)
                .start()) {
            assertThat(connection.awaitReady(SOON)).isTrue();
            WorkflowClient before = connection.client().orElseThrow();
            TestWorkflows.startWaiting(before, "w");

            engine.stop();

            eventually("the listeners know", SOON, () -> ready.size() == 2);
            assertThat(ready.get(1)).isEqualTo(new EngineReady(EngineKind.IN_MEMORY, false, true));
            WorkflowClient after = connection.client().orElseThrow();
            assertThat(after).isNotSameAs(before);
            TestWorkflows.startWaiting(after, "w");
            assertThat(TestWorkflows.finish(after, "w", SOON)).isEqualTo("before after");
        }
    }

    @Test
    void connectsWhenTheExternalServerAppears() throws Exception {
        int port = new LoopbackPorts().choose(null);
        EngineSettings settings = settings(EngineMode.EXTERNAL).withTarget("127.0.0.1:" + port);
        try (TemporalConnection connection = new TemporalConnection(settings, TestWorkflows::register)
                .onReady(ready::add)
                .start()) {
            eventually("it is down", SOON, () -> connection.status().state() == EngineState.DOWN);
            assertThat(connection.status().lastError())
                    .contains("127.0.0.1:" + port)
                    .contains("UNAVAILABLE");
            assertThat(connection.client()).isEmpty();

            Path elsewhere = folder.resolve("elsewhere");
            EngineSettings theirs = EngineSettings.auto(elsewhere, elsewhere).withPorts(port, null);
            try (DevServerEngine server = new DevServerEngine(theirs, TestBinary.required())) {
                server.start();

                assertThat(connection.awaitReady(SOON)).isTrue();
                EngineStatus status = connection.status();
                assertThat(status.kind()).isEqualTo(EngineKind.EXTERNAL);
                assertThat(status.serverVersion()).isNotBlank();
                assertThat(status.lastError()).isNull();
                WorkflowClient client = connection.client().orElseThrow();
                TestWorkflows.startWaiting(client, "w");
                assertThat(TestWorkflows.finish(client, "w", SOON)).isEqualTo("before after");

                server.stop();
                eventually("it is down", SOON, () -> connection.status().state() == EngineState.DOWN);
                server.start();
                assertThat(connection.awaitReady(SOON)).isTrue();
                TestWorkflows.startWaiting(client, "w2");
            }
        }
    }

    @Test
    void saysWhatToDoAboutAMissingNamespace() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        try (DevServerEngine server =
                new DevServerEngine(EngineSettings.auto(elsewhere, elsewhere), TestBinary.required())) {
            String target = server.start().target();
            EngineSettings settings =
                    new EngineSettings(EngineMode.EXTERNAL, target, "nowhere", null, folder, folder, null, null, null);
            try (TemporalConnection connection = new TemporalConnection(settings, factory -> {}).start()) {
                eventually("it is down", SOON, () -> connection.status().state() == EngineState.DOWN);

                assertThat(connection.status().lastError())
                        .contains("nowhere")
                        .contains("temporal operator namespace create");
            }
        }
    }

    @Test
    void callsAListenerAgainThatFailed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TemporalConnection connection = new TemporalConnection(
                        settings(EngineMode.IN_MEMORY), TestWorkflows::register)
                .onReady(event -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first time is hard");
                    }
                })
                .start()) {
            eventually("it is called again", SOON, () -> calls.get() == 2);
            assertThat(connection.status().state()).isEqualTo(EngineState.READY);
        }
    }

    @Test
    void staysUpWhenTheRegistrationFailsAndTriesAgain() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TemporalConnection connection = new TemporalConnection(settings(EngineMode.IN_MEMORY), factory -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("no worker today");
                    }
                })
                .start()) {
            assertThat(connection.awaitReady(SOON)).isTrue();
            assertThat(calls).hasValue(2);
        }
    }

    @Test
    void leavesNoThreadBehindThatKeepsTheJvmAlive() throws Exception {
        Set<Thread> before = nonDaemons();

        try (TemporalConnection connection =
                new TemporalConnection(settings(EngineMode.IN_MEMORY), TestWorkflows::register).start()) {
            assertThat(connection.awaitReady(SOON)).isTrue();
            TestWorkflows.startWaiting(connection.client().orElseThrow(), "w");
        }

        eventually("all threads have ended", SOON, () -> {
            Set<Thread> left = nonDaemons();
            left.removeAll(before);
            return left.isEmpty();
        });
    }

    @Test
    void saysHowToGetTheBinaryThatIsMissingAndTakesItWhenItIsThere() throws Exception {
        Path binary = folder.resolve("temporal-later");
        EngineSettings settings = settings(EngineMode.DEV_SERVER).withBinary(binary);
        EngineSource source = EngineSource.of(settings, Map.of());
        try (TemporalConnection connection = new TemporalConnection("default", source, factory -> {}).start()) {
            eventually("it is down", SOON, () -> connection.status().state() == EngineState.DOWN);
            assertThat(connection.status().lastError())
                    .contains("engine install")
                    .contains(binary + " is not a file");

            Files.createSymbolicLink(binary, TestBinary.required().path());

            assertThat(connection.awaitReady(SOON)).isTrue();
            assertThat(connection.status().kind()).isEqualTo(EngineKind.DEV_SERVER);
        }
    }

    private long serverPid() {
        return DevServerRecord.read(folder.resolve("dev-server.json"))
                .orElseThrow()
                .pid();
    }

    private EngineSettings devServer() {
        return settings(EngineMode.DEV_SERVER).withBinary(TestBinary.required().path());
    }

    private EngineSettings settings(EngineMode mode) {
        return EngineSettings.auto(folder, folder).withMode(mode);
    }

    private static Set<Thread> nonDaemons() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static EngineSource only(TemporalEngine engine) {
        return new EngineSource() {
            @Override
            public EngineChoice choose() {
                return new EngineChoice(engine.kind(), null, "the test says so.");
            }

            @Override
            public TemporalEngine create(EngineChoice choice) {
                return engine;
            }
        };
    }
}
