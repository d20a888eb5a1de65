package io.researchloop.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One request sent and its answer's head; the body is read by whoever knows what it is. */
final class Exchange implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final HttpURLConnection connection;
    private final int status;

    private Exchange(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.status = connection.getResponseCode();
    }

    static Exchange send(Target target, Request request) throws IOException {
        // The JDK would quietly send a POST again when the connection drops; we repeat only what is safe.
        System.setProperty("sun.net.http.retryPost", "false");
        var url = URI.create(target.address().url() + request.path()).toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(Math.toIntExact(request.patience().toMillis()));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", "researchloop-cli");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        target.credential().ifPresent(c -> connection.setRequestProperty(c.header(), c.value()));
        var body = request.body();
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (var out = connection.getOutputStream()) {
                out.write(body.toString().getBytes(UTF_8));
            }
        }
        return new Exchange(connection);
    }

    int status() {
        return status;
    }

    boolean succeeded() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name));
    }

    InputStream body() throws IOException {
        var body = succeeded() ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    String text() throws IOException {
        try (var body = body()) {
            return new String(body.readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
