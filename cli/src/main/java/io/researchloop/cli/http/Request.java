package io.researchloop.cli.http;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request, before it is sent.
 *
 * @param repeatable whether sending it twice does what sending it once does; only then a lost answer is tried again
 * @param patience how long the answer may take
 */
record Request(
        String method,
        String path,
        @Nullable JsonObject body,
        Map<String, String> headers,
        boolean repeatable,
        Duration patience) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    static Request get(String path) {
        return new Request("GET", path, null, Map.of("Accept", "application/json"), true, USUAL);
    }

    static Request download(String path) {
        return new Request("GET", path, null, Map.of("Accept", "*/*"), true, USUAL);
    }

    static Request post(String path, JsonObject body) {
        return new Request("POST", path, body, Map.of(), false, USUAL);
    }

    /** A POST that creates something: the key lets the server recognise a second try of the same wish. */
    static Request create(String path, JsonObject body) {
        var key = UUID.randomUUID().toString();
        return new Request("POST", path, body, Map.of("Idempotency-Key", key), true, USUAL);
    }

    static Request delete(String path) {
        return new Request("DELETE", path, null, Map.of(), false, USUAL);
    }

    Request within(Duration time) {
        return new Request(method, path, body, headers, repeatable, time);
    }
}
