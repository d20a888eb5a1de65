package io.researchloop.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * One server-sent event.
 *
 * @param id what the client says as Last-Event-ID when it comes back
 * @param data may have several lines
 */
public record SseEvent(@Nullable String id, String name, String data) {
    byte[] frame() {
        StringBuilder frame = new StringBuilder(data.length() + 64);
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        frame.append("event: ").append(name).append('\n');
        data.lines().forEach(line -> frame.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            frame.append("data:\n");
        }
        return frame.append('\n').toString().getBytes(UTF_8);
    }
}
