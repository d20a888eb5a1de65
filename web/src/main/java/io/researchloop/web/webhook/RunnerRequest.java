package io.researchloop.web.webhook;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Json;
import io.researchloop.web.command.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a runner's JSON. */
final class RunnerRequest {
    private static final Pattern WHERE = Pattern.compile("path \\$\\.?([A-Za-z0-9_.\\[\\]]*)");
    private static final Pattern EXPECTED = Pattern.compile("Expected (?:an? )?([A-Za-z_ ]+) but was ([A-Z_]+)");

    private RunnerRequest() {}

    static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
        return read(request.getInputStream().readAllBytes(), type);
    }

    static <T> T read(byte[] bytes, Class<T> type) {
        String body = new String(bytes, StandardCharsets.UTF_8);
        if (body.isBlank()) {
            throw Rejection.invalid("The request has no body that can be read; expected a JSON object");
        }
        try {
            return Json.read(body, type);
        } catch (JsonParseException | NumberFormatException e) {
            throw Rejection.invalid(fault(e));
        } catch (RuntimeException e) {
            // A record refused its fields: something that must be there is null.
            throw Rejection.invalid("The body is not what was expected: a field that is needed is null");
        }
    }

    /** A text that every sender sends, whatever the record's declaration hopes for. */
    static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Rejection.invalid(name + " is required");
        }
        return value;
    }

    /** Gson's words without the names of its classes. */
    private static String fault(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        Matcher expected = EXPECTED.matcher(message);
        Matcher where = WHERE.matcher(message);
        String field = where.find() ? where.group(1) : "";
        if (expected.find()) {
            String what = "expected " + word(expected.group(1)) + ", found " + word(expected.group(2));
            return field.isEmpty() ? "The body: " + what : field + ": " + what;
        }
        if (message.startsWith("unknown ") || message.startsWith("expected ")) {
            return "The body is not what was expected: " + message;
        }
        return field.isEmpty() ? "The body is not JSON" : "The body is not JSON, or not what was expected at " + field;
    }

    private static String word(String gson) {
        return switch (gson) {
            case "BEGIN_OBJECT" -> "an object";
            case "BEGIN_ARRAY" -> "a list";
            case "string", "STRING" -> "text";
            case "int", "long", "double", "NUMBER" -> "a number";
            case "BOOLEAN", "boolean" -> "true or false";
            case "NULL" -> "null";
            case "END_DOCUMENT" -> "the end";
            default -> gson.toLowerCase(Locale.ROOT);
        };
    }
}
