package io.researchloop.temporal;

import static io.researchloop.temporal.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevServerEngineTest {
    /** KILL soon after TERM: the durable database bears it, and most tests are not about a good end. */
    private static final DevServerEngine.Limits SHORT =
            new DevServerEngine.Limits(Duration.ofSeconds(30), Duration.ofSeconds(3), Duration.ofMillis(200));

    private final Path folder;
    private final TemporalBinary binary;

    DevServerEngineTest(@TempDir Path folder) {
        this.folder = folder;
        this.binary = TestBinary.required();
    }

    @Test
    void servesAndEndsWithItsServer() throws Exception {
        ProcessIdentity server;
        try (DevServerEngine engine = new DevServerEngine(settings(), binary)) {
            EngineEndpoint endpoint = engine.start();
            server = engine.process().orElseThrow();

            assertThat(endpoint.lostMemory()).isTrue();
            assertThat(server.alive()).isTrue();
            try (EngineSession session = EngineSession.open(endpoint, factory -> {})) {
                assertThat(session.serverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
            }
        }

        assertThat(server.alive()).isFalse();
        assertThat(folder.resolve("temporal.db")).exists();
    }

    @Test
    void everyPortIsOnLoopback() throws Exception {
        try (DevServerEngine engine = engine()) {
            engine.start();

            List<String> addresses =
                    ListeningSockets.of(engine.process().orElseThrow().pid());
            // The frontend, the UI, and at the least metrics, membership and the inner services.
            assertThat(addresses)
                    .hasSizeGreaterThan(4)
                    .allMatch(address -> address.startsWith(ListeningSockets.LOOPBACK + ":")
                            || address.startsWith(ListeningSockets.MAPPED_LOOPBACK + ":"));
        }
    }

    @Test
    void takesOverTheServerOfAnOrchestratorThatWasKilled() throws Exception {
        long left = runAndDie();

        try (DevServerEngine engine = engine()) {
            EngineEndpoint endpoint = engine.start();

            assertThat(engine.process().orElseThrow().pid()).isEqualTo(left);
            assertThat(endpoint.lostMemory()).isFalse();
        }
        assertThat(ProcessIdentity.of(left)).isEmpty();
    }

    @Test
    void takesItOverByItsCommandWhenTheKillCameBeforeTheRecord() throws Exception {
        long left = runAndDie();
        Files.delete(folder.resolve("dev-server.json"));

        try (DevServerEngine engine = engine()) {
            engine.start();

            assertThat(engine.process().orElseThrow().pid()).isEqualTo(left);
        }
    }

    @Test
    void endsALeftServerThatDoesNotAnswerAndGoesOnWithItsDatabase() throws Exception {
        long left = runAndDie();
        signal("STOP", left);

        try (DevServerEngine engine = engine()) {
            EngineEndpoint endpoint = engine.start();

            assertThat(engine.process().orElseThrow().pid()).isNotEqualTo(left);
            assertThat(endpoint.lostMemory()).isFalse();
            assertThat(ProcessIdentity.of(left)).isEmpty();
        }
    }

    @Test
    void neverTouchesAnAlienProcessThatGotTheNumber() throws Exception {
        Process alien = new ProcessBuilder("sleep", "60").start();
        try {
            new DevServerRecord(alien.pid(), "another start", 20_001, 20_002, "/opt/temporal", "1")
                    .write(folder.resolve("dev-server.json"));

            try (DevServerEngine engine = engine()) {
                engine.start();
            }

            assertThat(alien.isAlive()).isTrue();
        } finally {
            alien.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this was never a database, and it is longer than a header of SQLite is, by far ....."})
    void movesADatabaseThatDoesNotStartAside(String content) throws Exception {
        Files.writeString(folder.resolve("temporal.db"), content);

        try (DevServerEngine engine = engine()) {
            EngineEndpoint endpoint = engine.start();

            assertThat(endpoint.lostMemory()).isTrue();
            assertThat(endpoint.warning()).contains("temporal.db.broken-");
        }
        assertThat(namesIn(folder)).anyMatch(name -> name.matches("temporal\\.db\\.broken-\\d{8}-\\d{6}-\\d{3}"));
    }

    @Test
    void leavesTheDatabaseAloneWhenTheBinaryIsToBlame() throws Exception {
        Files.writeString(folder.resolve("temporal.db"), "");
        Path script = script("echo 'Error: something strange' >&2; exit 1");
        TemporalBinary strange = new TemporalBinary(script, TemporalBinary.Source.CONFIGURED, "?");

        try (DevServerEngine engine = engine(settings(), strange)) {
            assertThatThrownBy(engine::start)
                    .isInstanceOf(EngineUnavailable.class)
                    .hasMessageContaining("something strange")
                    .hasMessageContaining("temporal.log");
        }
        assertThat(namesIn(folder)).contains("temporal.db").noneMatch(name -> name.contains("broken"));
    }

    @Test
    void takesOtherPortsWhenTheConfiguredOnesAreTaken() throws Exception {
        try (ServerSocket grpc = listen();
                ServerSocket ui = listen()) {
            EngineSettings taken = settings().withPorts(grpc.getLocalPort(), ui.getLocalPort());

            try (DevServerEngine engine = engine(taken, binary)) {
                assertThat(engine.start().target()).isNotEqualTo("127.0.0.1:" + grpc.getLocalPort());
            }
        }
    }

    @Test
    void keepsItsPortsFromOneStartToTheNext() throws Exception {
        try (DevServerEngine engine = engine()) {
            EngineEndpoint first = engine.start();
            signal("KILL", engine.process().orElseThrow().pid());
            eventually("the server is gone", Duration.ofSeconds(5), () -> !engine.alive());

            EngineEndpoint second = engine.start();

            assertThat(second.target()).isEqualTo(first.target());
            assertThat(second.uiUrl()).isEqualTo(first.uiUrl());
            assertThat(second.lostMemory()).isFalse();
        }
    }

    @Test
    void refusesASecondOrchestratorOnTheSameFolder() throws Exception {
        try (DevServerEngine engine = engine();
                DevServerEngine second = engine()) {
            engine.start();

            assertThatThrownBy(second::start)
                    .isInstanceOf(EngineUnavailable.class)
                    .hasMessageContaining("another orchestrator")
                    .hasMessageContaining(folder.toString());
            assertThat(engine.alive()).isTrue();
        }
    }

    /** Runs an orchestrator that starts the server and is killed; answers with the number of the server it left. */
    private long runAndDie() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process orchestrator = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingOrchestrator.class.getName(),
                        folder.toString(),
                        binary.path().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orchestrator.out").toFile())
                .start();
        assertThat(orchestrator.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(orchestrator.exitValue())
                .describedAs(Files.readString(folder.resolve("orchestrator.out")))
                .isEqualTo(DyingOrchestrator.EXIT);
        long left = DevServerRecord.read(folder.resolve("dev-server.json"))
                .orElseThrow()
                .pid();
        assertThat(ProcessIdentity.of(left)).isPresent();
        return left;
    }

    static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Path script(String body) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(LoopbackPorts.loopback(), 0));
        return socket;
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private EngineSettings settings() {
        return EngineSettings.auto(folder, folder).withMode(EngineMode.DEV_SERVER);
    }

    private DevServerEngine engine() {
        return engine(settings(), binary);
    }

    private static DevServerEngine engine(EngineSettings settings, TemporalBinary binary) {
        return new DevServerEngine(settings, binary, SHORT);
    }
}
