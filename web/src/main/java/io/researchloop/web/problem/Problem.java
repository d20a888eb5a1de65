package io.researchloop.web.problem;

import io.researchloop.runner.protocol.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * An answer that says what is wrong (RFC 9457).
 *
 * @param detail full sentences for a person: what is wrong, what was expected
 * @param headers beside the content type
 */
public record Problem(int status, String detail, Map<String, String> headers) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(HttpStatus status, String detail) {
        return new Problem(status.value(), detail, Map.of());
    }

    /** Too many tries: come back later. */
    public static Problem retryAfter(HttpStatus status, Duration wait, String detail) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Problem(status.value(), detail, Map.of("Retry-After", Long.toString(seconds)));
    }

    /** Nothing is written if the answer is already under way. */
    public void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        RequestId.tell(request, response);
        headers.forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        byte[] body = Json.write(body(request.getRequestURI())).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    Map<String, Object> body(String instance) {
        HttpStatus known = HttpStatus.resolve(status);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", known == null ? "Error" : known.getReasonPhrase());
        body.put("status", status);
        body.put("detail", detail);
        body.put("instance", instance);
        return body;
    }
}
