package io.researchloop.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An ntfy server that keeps what it is told. */
final class NtfyServer implements AutoCloseable {
    private final HttpServer server;
    private final List<JsonObject> messages = new CopyOnWriteArrayList<>();

    NtfyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                if (exchange.getRequestMethod().equals("GET")) {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(kept().getBytes(StandardCharsets.UTF_8));
                    return;
                }
                byte[] body = exchange.getRequestBody().readAllBytes();
                messages.add(
                        exchange.getRequestMethod().equals("PUT")
                                ? words(exchange.getRequestHeaders())
                                : JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                                        .getAsJsonObject());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
    }

    /** What the topic has, a line each. */
    private String kept() {
        StringBuilder lines = new StringBuilder();
        for (JsonObject message : messages) {
            JsonObject line = message.deepCopy();
            line.addProperty("event", "message");
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /** A file comes with its words in headers, as RFC 2047 has it. */
    private static JsonObject words(Headers headers) {
        String title = headers.getFirst("Title");
        JsonObject words = new JsonObject();
        words.addProperty("sequence_id", headers.getFirst("X-Sequence-ID"));
        words.addProperty(
                "title",
                new String(
                        Base64.getDecoder().decode(title.substring("=?UTF-8?B?".length(), title.length() - 2)),
                        StandardCharsets.UTF_8));
        return words;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The titles of what was said of one sprint. */
    List<String> about(String sprintId) {
        return messages.stream()
                .map(message -> message.get("title").getAsString())
                .filter(title -> title.contains(sprintId))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
