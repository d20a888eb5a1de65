package io.researchloop.activities.notification;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The few methods of Slack's Web API that notices use: forms in, JSON out, a bearer token, and its ways to refuse. */
final class MockSlack implements AutoCloseable {
    static final String TOKEN = "xoxb-secret";

    private final HttpServer server;
    private final AtomicInteger clock = new AtomicInteger();
    final List<Call> calls = new CopyOnWriteArrayList<>();
    /** What a method answers instead of doing it. */
    final Map<String, String> refusals = new HashMap<>();

    volatile int status = 200;
    volatile @Nullable String retryAfter;

    /** @param form as it was sent; of an uploaded file its size alone */
    record Call(String method, Map<String, String> form) {
        String get(String name) {
            return form.getOrDefault(name, "");
        }
    }

    MockSlack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                answer(exchange, body);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api";
    }

    List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    Call last(String method) {
        return calls.stream()
                .filter(call -> call.method().equals(method))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String wish = retryAfter;
        if (wish != null) {
            exchange.getResponseHeaders().set("Retry-After", wish);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String path = exchange.getRequestURI().getPath();
        byte[] answer = (status == 200 ? respond(exchange, path, body) : "{\"ok\":false,\"error\":\"status\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private String respond(HttpExchange exchange, String path, byte[] body) {
        if (path.startsWith("/upload/")) {
            calls.add(new Call("upload", Map.of("size", String.valueOf(body.length))));
            return "OK - " + body.length;
        }
        String method = path.replaceFirst("^/api/", "");
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return refusal("invalid_auth");
        }
        Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
        String refusal = refusals.get(method);
        if (refusal != null) {
            return refusal(refusal);
        }
        calls.add(new Call(method, form));
        JsonObject answer = new JsonObject();
        answer.addProperty("ok", true);
        switch (method) {
            case "chat.postMessage", "chat.update" -> {
                answer.addProperty("channel", form.get("channel"));
                answer.addProperty(
                        "ts", Objects.requireNonNullElse(form.get("ts"), "1700000000.00000" + clock.incrementAndGet()));
            }
            case "files.getUploadURLExternal" -> {
                answer.addProperty("upload_url", url().replace("/api", "/upload/1"));
                answer.addProperty("file_id", "F1");
            }
            case "files.completeUploadExternal" ->
                answer.add("files", JsonParser.parseString("[{\"id\":\"F1\",\"title\":\"Report\"}]"));
            default -> {
                return refusal("unknown_method");
            }
        }
        return answer.toString();
    }

    private static String refusal(String error) {
        return "{\"ok\":false,\"error\":\"" + error + "\"}";
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
