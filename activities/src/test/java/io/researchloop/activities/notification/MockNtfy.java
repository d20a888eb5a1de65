package io.researchloop.activities.notification;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An ntfy server as its documentation has it: JSON to the root, files by PUT to the topic with the words in headers
 * (RFC 2047), what a topic keeps by GET, a token, {@code Retry-After}, and its own codes for what it refuses.
 */
final class MockNtfy implements AutoCloseable {
    private final HttpServer server;
    final List<Published> published = new CopyOnWriteArrayList<>();
    volatile @Nullable String token;
    volatile boolean takesFiles = true;
    /** As servers do since version 2.16. */
    volatile boolean knowsSequences = true;
    /** What the token may do beside writing. */
    volatile boolean readable = true;

    volatile int answer = 200;
    volatile @Nullable String retryAfter;

    /**
     * @param attachment bytes of the file, 0 without one
     * @param time in seconds since 1970
     */
    record Published(
            String topic,
            String title,
            String message,
            int priority,
            String tags,
            @Nullable String click,
            @Nullable String filename,
            int attachment,
            String sequence,
            long time) {}

    MockNtfy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String wish = retryAfter;
                if (wish != null) {
                    exchange.getResponseHeaders().set("Retry-After", wish);
                }
                if (exchange.getRequestMethod().equals("GET")) {
                    byte[] lines = kept(exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(readable ? 200 : 403, 0);
                    exchange.getResponseBody().write(readable ? lines : new byte[0]);
                    return;
                }
                exchange.sendResponseHeaders(serve(exchange, body), -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a topic still has, a line each, as {@code poll=1} with {@code since} and {@code title} filters it. */
    private String kept(URI uri) {
        String topic = uri.getPath().substring(1).replaceFirst("/json$", "");
        Map<String, String> query = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        if (!uri.getPath().equals("/" + topic + "/json") || !"1".equals(query.get("poll"))) {
            throw new IllegalArgumentException(uri.toString());
        }
        long since = Long.parseLong(String.valueOf(query.get("since")));
        return published.stream()
                .filter(message -> message.topic().equals(topic) && message.time() >= since)
                .filter(message -> message.title().equals(query.get("title")))
                .map(this::line)
                .collect(Collectors.joining());
    }

    private String line(Published message) {
        JsonObject line = new JsonObject();
        line.addProperty("id", "m" + published.indexOf(message));
        line.addProperty("time", message.time());
        line.addProperty("event", "message");
        line.addProperty("topic", message.topic());
        line.addProperty("title", message.title());
        line.addProperty("message", message.message());
        if (knowsSequences) {
            line.addProperty("sequence_id", message.sequence());
        }
        return line + "\n";
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private int serve(HttpExchange exchange, byte[] body) {
        if (answer != 200) {
            return answer;
        }
        if (token != null
                && !("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 403;
        }
        String path = exchange.getRequestURI().getPath();
        return path.equals("/") || path.isEmpty()
                ? json(body)
                : file(path.substring(1), exchange.getRequestHeaders(), body);
    }

    private int json(byte[] body) {
        JsonObject json =
                JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
        String message = json.get("message").getAsString();
        if (message.getBytes(StandardCharsets.UTF_8).length > 4096) {
            return 413;
        }
        published.add(new Published(
                json.get("topic").getAsString(),
                json.get("title").getAsString(),
                message,
                json.get("priority").getAsInt(),
                json.get("tags").getAsJsonArray().get(0).getAsString(),
                json.has("click") && !json.get("click").isJsonNull()
                        ? json.get("click").getAsString()
                        : null,
                null,
                0,
                json.get("sequence_id").getAsString(),
                now()));
        return 200;
    }

    private int file(String topic, Headers headers, byte[] body) {
        if (!takesFiles) {
            return 400;
        }
        published.add(new Published(
                topic,
                decoded(headers.getFirst("Title")),
                decoded(headers.getFirst("Message")),
                Integer.parseInt(headers.getFirst("Priority")),
                headers.getFirst("Tags"),
                headers.getFirst("Click"),
                headers.getFirst("Filename"),
                body.length,
                headers.getFirst("X-Sequence-ID"),
                now()));
        return 200;
    }

    private static String decoded(String header) {
        if (!header.startsWith("=?UTF-8?B?") || !header.endsWith("?=")) {
            throw new IllegalArgumentException(header);
        }
        return new String(
                Base64.getDecoder().decode(header.substring(10, header.length() - 2)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
