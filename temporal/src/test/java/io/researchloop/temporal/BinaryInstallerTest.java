package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryInstallerTest {
    /** Where the SDK downloads from; its own tests set it as well. */
    private static final String SOURCE = "io.temporal.testing.devServerDownloadBaseUrl";

    private static final String RIGHT = "#!/bin/sh\necho 'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)'\n";
    private static final String WRONG = "#!/bin/sh\necho 'temporal version 1.0.0 (Server 1.24.0, UI 2.20.0)'\n";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path folder;
    private final List<String> progress = new ArrayList<>();

    BinaryInstallerTest(@TempDir Path folder) {
        this.folder = folder;
        System.setProperty(SOURCE, "http://127.0.0.1:1");
    }

    @AfterEach
    void forgetSource() {
        System.clearProperty(SOURCE);
    }

    @Test
    void downloadsIntoTheCacheAndIsFoundThere() throws Exception {
        HttpServer server = serving(RIGHT);
        try {
            TemporalBinary installed = installer(Map.of()).install(LIMIT);

            assertThat(installed.path()).isEqualTo(folder.resolve("cache/temporal/1.5.1/temporal"));
            assertThat(installed.version()).isEqualTo("1.5.1 (Server 1.29.1, UI 2.42.1)");
            BinarySearch search = new BinaryFinder(Map.of()).find(EngineSettings.auto(folder, cache()));
            assertThat(search.found()).isEqualTo(installed);
        } finally {
            server.stop(0);
        }
        assertThat(installer(Map.of()).install(LIMIT).path())
                .describedAs("one that is there is kept, without any network")
                .exists();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void takesNoOtherVersion() throws Exception {
        HttpServer server = serving(WRONG);
        try {
            assertThatThrownBy(() -> installer(Map.of()).install(LIMIT)).hasMessageContaining("expected 1.5.1");
        } finally {
            server.stop(0);
        }
        assertThat(TemporalBinary.cached(cache())).doesNotExist();
    }

    @Test
    void givesUpOnASourceThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, LoopbackPorts.loopback())) {
            System.setProperty(SOURCE, "http://127.0.0.1:" + silent.getLocalPort());
            long begin = System.nanoTime();

            assertThatThrownBy(() ->
                            new BinaryInstaller(Map.of(), cache(), progress::add, Duration.ofSeconds(1)).install(LIMIT))
                    .hasMessageContaining("brought nothing for 1 s");

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void buildsWithGoWhereTheDownloadFails() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        executable(bin.resolve("go"), """
                #!/bin/sh
                if [ "$1" = env ]; then echo go1.26.8; exit; fi
                [ "$*" = "install -trimpath -ldflags=-s -w github.com/temporalio/cli/cmd/temporal@v1.5.1" ] || exit 3
                printf '#!/bin/sh\\necho "temporal version 0.0.0-DEV (Server 1.29.1, UI 2.42.1)"\\n' > "$GOBIN/temporal"
                chmod +x "$GOBIN/temporal"
                """);

        TemporalBinary installed = installer(Map.of("PATH", bin.toString())).install(LIMIT);

        assertThat(installed.version()).startsWith("0.0.0-DEV");
        assertThat(progress).anyMatch(line -> line.contains("the download failed"));
        assertThat(progress).anyMatch(line -> line.contains("with go1.26.8"));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void endsABuildThatTakesLongerThanTheLimit() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        executable(bin.resolve("go"), """
                #!/bin/sh
                if [ "$1" = env ]; then echo go1.26.8; exit; fi
                sleep 987654 & wait
                """);

        assertThatThrownBy(() -> installer(Map.of("PATH", bin.toString())).install(Duration.ofSeconds(2)))
                .hasMessageContaining("did not end within");

        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(
                            handle -> handle.info().commandLine().orElse("").contains("sleep 987654")))
                    .isEmpty();
        }
    }

    @Test
    void saysWhatToDoWhenNothingWorks() {
        assertThatThrownBy(() -> installer(Map.of("PATH", "")).install(LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the download failed")
                .hasMessageContaining("Go is not on PATH")
                .hasMessageContaining("What you can do");
        assertThat(TemporalBinary.cached(cache())).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"go1.25.0, true", "go1.26.8, true", "go2.0, true", "go1.24.9, false", "go1.9, false", "devel, false"})
    void knowsWhichGoIsRecentEnough(String version, boolean enough) {
        assertThat(BinaryBuild.recentEnough(version)).isEqualTo(enough);
    }

    /** Answers like the real source: where the archive is, then the archive. */
    private HttpServer serving(String binary) throws Exception {
        executable(folder.resolve("temporal"), binary);
        Path archive = folder.resolve("archive.tar.gz");
        assertThat(new ProcessBuilder("tar", "-czf", archive.toString(), "-C", folder.toString(), "temporal")
                        .start()
                        .waitFor())
                .isZero();
        HttpServer server = HttpServer.create(new InetSocketAddress(LoopbackPorts.loopback(), 0), 0);
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        answer(
                server,
                "/cli/v1.5.1",
                ("{\"archiveUrl\": \"" + base + "/archive\", \"fileToExtract\": \"temporal\"}")
                        .getBytes(StandardCharsets.UTF_8));
        answer(server, "/archive", Files.readAllBytes(archive));
        server.start();
        System.setProperty(SOURCE, base);
        return server;
    }

    private static void answer(HttpServer server, String path, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(cache().resolve("temporal/1.5.1"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(".staging"))
                    .toList();
        }
    }

    private BinaryInstaller installer(Map<String, String> environment) {
        return new BinaryInstaller(environment, cache(), progress::add);
    }

    private Path cache() {
        return folder.resolve("cache");
    }
}
