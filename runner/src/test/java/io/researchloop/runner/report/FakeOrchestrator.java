package io.researchloop.runner.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real HTTP server that answers as it is told, and remembers what it was sent. */
public final class FakeOrchestrator implements AutoCloseable {
    /**
     * What was sent.
     *
     * @param body one character a byte
     */
    public record Request(String path, Map<String, List<String>> headers, String body) {
        /** The body as UTF-8. */
        public String text() {
            return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** What is answered. */
    public record Answer(int status, String body, Map<String, String> headers, long delayMillis) {
        public static Answer of(int status) {
            return new Answer(status, "{\"detail\":\"as told\"}", Map.of(), 0);
        }

        public static Answer ok(String body) {
            return new Answer(200, body, Map.of(), 0);
        }

        public Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value), delayMillis);
        }

        public Answer after(long millis) {
            return new Answer(status, body, headers, millis);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Answer standard = Answer.ok("{\"ok\":true}");

    private FakeOrchestrator(HttpServer server) {
        this.server = server;
    }

    public static FakeOrchestrator start() throws IOException {
        return start(0);
    }

    public static FakeOrchestrator start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        FakeOrchestrator orchestrator = new FakeOrchestrator(server);
        server.createContext("/", orchestrator::handle);
        server.setExecutor(orchestrator.threads);
        server.start();
        return orchestrator;
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The next answers, in order; then the standard one. */
    public FakeOrchestrator answers(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    public FakeOrchestrator always(Answer answer) {
        standard = answer;
        return this;
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    public List<Request> awaitRequests(String path, int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (requests(path).size() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected " + count + " calls of " + path + ", came "
                        + requests(path).size());
            }
            Thread.sleep(5);
        }
        return requests(path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(new Request(
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(body, StandardCharsets.ISO_8859_1)));
            Answer queued = answers.poll();
            Answer answer = queued == null ? standard : queued;
            Thread.sleep(answer.delayMillis());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** A port that nobody listens on at the moment. */
    static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    List<String> paths() {
        return requests.stream().map(Request::path).toList();
    }
}
