package io.researchloop.testing.mockapi;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The answers that are one JSON document, most of them errors. */
final class Replies {
    private static final int DAY = 86_400;

    private Replies() {}

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
        if (!bodiless) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        JsonObject error = new JsonObject();
        error.addProperty("type", type);
        error.addProperty("message", message);
        JsonObject body = new JsonObject();
        body.addProperty("type", "error");
        body.add("error", error);
        json(exchange, status, body.toString());
    }

    /** A subscription's five-hour window is used up, its week is not. */
    static void usageLimit(HttpExchange exchange, Instant resetsAt) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        String prefix = "anthropic-ratelimit-unified-";
        String reset = Long.toString(resetsAt.getEpochSecond());
        headers.set(prefix + "status", "rejected");
        headers.set(prefix + "reset", reset);
        headers.set(prefix + "representative-claim", "five_hour");
        headers.set(prefix + "5h-status", "rejected");
        headers.set(prefix + "5h-reset", reset);
        headers.set(prefix + "5h-utilization", "1.0");
        headers.set(prefix + "7d-status", "allowed");
        headers.set(prefix + "7d-reset", Long.toString(resetsAt.getEpochSecond() + 3 * DAY));
        headers.set(prefix + "7d-utilization", "0.4");
        headers.set(prefix + "overage-status", "rejected");
        headers.set(prefix + "overage-disabled-reason", "org_level_disabled");
        headers.set("x-should-retry", "false");
        error(exchange, 429, "rate_limit_error", "This request would exceed your account's rate limit.");
    }
}
