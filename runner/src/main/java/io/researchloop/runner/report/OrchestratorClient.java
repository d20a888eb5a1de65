package io.researchloop.runner.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to the orchestrator. {@link HttpURLConnection} and not {@code java.net.http}: the first call of the newer one
 * costs 400 ms more, and the runner needs nothing that only it can do.
 */
final class OrchestratorClient {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;
    private static final int MAX_ANSWER = 1024 * 1024;

    private final String base;
    private final String token;
    private volatile boolean everAccepted;

    /** @param url where the orchestrator is, {@code http} or {@code https}, with a path or without */
    OrchestratorClient(String url, String token) {
        this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
    }

    /** True once the orchestrator took anything from this process. */
    boolean everAccepted() {
        return everAccepted;
    }

    /** @throws IOException if there was no answer */
    Reply post(String path, String deliveryId, Payload payload) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(base + path).toURL().openConnection(EnvironmentProxy.forUrl(base));
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", payload.contentType());
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "researchloop-runner");
        connection.setRequestProperty("X-Webhook-Token", token);
        connection.setRequestProperty("X-Delivery-Id", deliveryId);
        payload.headers().forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        // Streaming also keeps the JDK from repeating a POST by itself.
        connection.setFixedLengthStreamingMode(payload.length());
        try (OutputStream out = connection.getOutputStream()) {
            payload.writeTo(out);
        } catch (IOException e) {
            return answerDespite(e, connection);
        }
        return answer(connection);
    }

    /** A server that refuses a large body answers and hangs up while we still write; its answer is what counts. */
    private Reply answerDespite(IOException broken, HttpURLConnection connection) throws IOException {
        try {
            return answer(connection);
        } catch (IOException e) {
            throw broken;
        }
    }

    private Reply answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String body = body(connection, status);
        Reply reply = new Reply(status, body, retryAfter(connection.getHeaderField("Retry-After")));
        everAccepted |= reply.accepted();
        return reply;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? "" : new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
        }
    }

    /** Seconds or a date (RFC 9110, 10.2.3); what is neither is as if it were not there. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
        } catch (NumberFormatException notSeconds) {
            try {
                Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
                Duration wait = Duration.between(Instant.now(), at);
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException neither) {
                return null;
            }
        }
    }
}
