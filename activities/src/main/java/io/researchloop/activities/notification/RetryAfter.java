package io.researchloop.activities.notification;

import java.time.Duration;
import java.util.Optional;

/** The header {@code Retry-After} in its form of seconds, which Slack and ntfy use. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(Optional<String> header) {
        return header.map(String::strip)
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Math.max(1, Long.parseLong(value))));
    }
}
