package io.researchloop.bench.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.http.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that the bench started through the launcher, on a free loopback port. */
public final class OwnServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STOP_SECONDS = 30;
    private static final int LAST_LINES = 20;
    private static final int ENGINE_POLLS = 600;

    private final Process process;
    private final Api api;
    private final Duration startUp;

    private OwnServer(Process process, Api api, Duration startUp) {
        this.process = process;
        this.api = api;
        this.startUp = startUp;
    }

    /** @param home the checkout with the launcher, already built */
    public static OwnServer start(Path home, Folder folder) throws IOException, InterruptedException {
        int port = freePort();
        Api api = new Api(Address.loopback(port), Map.of("X-Shared-Secret", folder.secret()));
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("researchloop").toString(),
                        "-c",
                        folder.configuration().toString(),
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port))
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()));
        long began = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            awaitFirstAnswer(process, api, folder, began);
            return new OwnServer(process, api, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException | InterruptedException e) {
            stop(process);
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asked for what a client wants, the studies: an open port alone is no server that has started. */
    private static void awaitFirstAnswer(Process process, Api api, Folder folder, long began)
            throws IOException, InterruptedException {
        byte[] request = api.format().get("/api/studies");
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with exit code " + process.exitValue() + "; its last words:\n"
                        + tail(folder));
            }
            try (Connection connection = new Connection(api.address())) {
                if (connection.status(request) == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not open yet.
            }
            Thread.sleep(10);
        }
        throw new IOException(
                "the server gave no answer within " + PATIENCE.toSeconds() + " s; its last words:\n" + tail(folder));
    }

    private static String tail(Folder folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    public Api api() {
        return api;
    }

    /** From the launcher's start to the first answer of the API. */
    public Duration startUp() {
        return startUp;
    }

    /** What the start has cost of the processors, when asked right after it; on a busy machine it tells more. */
    public Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    /** The launcher's own, as it becomes the server. */
    public long pid() {
        return process.pid();
    }

    /** The dev server, where that is the engine; jobs may be children of the server too. */
    public Optional<ProcessHandle> engine() {
        try (Stream<ProcessHandle> children = process.children()) {
            return children.filter(child -> child.info().command().orElse("").endsWith("/temporal"))
                    .findFirst();
        }
    }

    /** @return the engine in a word, once it is ready */
    public String awaitEngine() throws IOException, InterruptedException {
        for (int i = 0; i < ENGINE_POLLS; i++) {
            JsonElement components = api.get("/actuator/health").get("components");
            if (components != null && components.getAsJsonObject().has("temporal")) {
                JsonObject details =
                        components.getAsJsonObject().getAsJsonObject("temporal").getAsJsonObject("details");
                if (details.get("state").getAsString().equals("ready")) {
                    return details.get("mode").getAsString();
                }
            }
            Thread.sleep(100);
        }
        throw new IOException("the server's engine was not ready after " + ENGINE_POLLS / 10 + " s");
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
