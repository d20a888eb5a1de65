package io.researchloop.e2e;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                messages.add(JsonParser.parseString(body).getAsJsonObject());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
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
