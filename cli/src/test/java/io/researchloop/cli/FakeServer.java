package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server with answers made up by the test; it writes down every request. */
public final class FakeServer implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** What is done with one request. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A request as it arrived. */
    public record Received(String line, Map<String, List<String>> headers, String body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst();
        }

        public JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }
    }

    public FakeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers the request line, e.g. {@code GET /api/sprints}; the last answer given is repeated for ever. */
    public FakeServer on(String line, Answer... inOrder) {
        answers.computeIfAbsent(line, any -> new ArrayDeque<>()).addAll(List.of(inOrder));
        return this;
    }

    public FakeServer on(String line, String json) {
        return on(line, json(200, json));
    }

    public static Answer json(int status, String body, String... headers) {
        return bytes(status, body.getBytes(UTF_8), "application/json", headers);
    }

    public static Answer bytes(int status, byte[] body, String type, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** An event stream of these events that is then closed. */
    public static Answer events(String... events) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream;charset=UTF-8");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(String.join("", events).getBytes(UTF_8));
        };
    }

    /** Closes the connection without a word, as a server that dies does. */
    public static Answer cut() {
        return exchange -> {
            throw new IOException("cut off by the test");
        };
    }

    public List<Received> received() {
        return received;
    }

    public List<String> lines() {
        return received.stream().map(Received::line).toList();
    }

    public Received last(String line) {
        return received.stream()
                .filter(request -> request.line().equals(line))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + line + " in " + lines()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(new Received(line, Map.copyOf(exchange.getRequestHeaders()), body));
        try (exchange) {
            next(line).to(exchange);
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private Answer next(String line) {
        var queue = answers.get(line);
        if (queue == null) {
            return json(404, "{\"detail\":\"Not Found\"}");
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
