package io.researchloop.activities.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Times as the database keeps them: {@code 2026-01-31T12:00:00.123Z}, of fixed width, so that they sort as text. Read by
 * hand: a list page reads hundreds of them, and the general parser would be a third of its time.
 */
final class Timestamps {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int WIDTH = 24;

    private Timestamps() {}

    static String format(Instant time) {
        return FORMAT.format(time);
    }

    static Instant parse(String text) {
        if (text.length() != WIDTH) {
            return Instant.parse(text);
        }
        long days = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))
                .toEpochDay();
        long seconds =
                days * 86_400 + digits(text, 11, 13) * 3_600L + digits(text, 14, 16) * 60L + digits(text, 17, 19);
        return Instant.ofEpochSecond(seconds, digits(text, 20, 23) * 1_000_000L);
    }

    static @Nullable Instant parseNullable(@Nullable String text) {
        return text == null ? null : parse(text);
    }

    private static int digits(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new IllegalArgumentException("not a time of this store: " + text);
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
