package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An app that takes what Slack sends, if it is signed. */
final class App implements AutoCloseable {
    /** What came: the retry's number, or null; the payload. */
    record Heard(String path, String retry, JsonObject payload) {}

    private final HttpServer server;
    final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    /** With what it answers. */
    volatile int status = 200;

    App(String secret) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                String time = headers.getFirst("X-Slack-Request-Timestamp");
                boolean good = SlackVoice.signature(secret, time, body).equals(headers.getFirst("X-Slack-Signature"));
                String json = body.startsWith("payload=") ? URLDecoder.decode(body.substring(8), UTF_8) : body;
                int answer = good ? status : 401;
                if (good) {
                    heard.add(new Heard(
                            exchange.getRequestURI().getPath(),
                            headers.getFirst("X-Slack-Retry-Num"),
                            JsonParser.parseString(json).getAsJsonObject()));
                }
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Heard next() throws InterruptedException {
        Heard next = heard.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the app heard nothing");
        }
        return next;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
