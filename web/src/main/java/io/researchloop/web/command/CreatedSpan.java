package io.researchloop.web.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of time as people and programs write it: each end a day ({@code 2026-11-23}, the last one inclusive), a moment
 * ({@code 2026-11-23T10:00:00Z}) or an age ({@code 90m}, {@code 24h}, {@code 7d}).
 *
 * @param since inclusive; null: from the beginning
 * @param until exclusive; null: without an end
 */
public record CreatedSpan(@Nullable Instant since, @Nullable Instant until) {
    private static final Pattern AGE = Pattern.compile("(\\d{1,6})([mhd])");

    /** @throws Rejection if an end is none of these forms */
    public static CreatedSpan of(@Nullable String since, @Nullable String until, Instant now, ZoneId zone) {
        return new CreatedSpan(end("since", since, 0, now, zone), end("until", until, 1, now, zone));
    }

    private static @Nullable Instant end(String name, @Nullable String text, int daysAfter, Instant now, ZoneId zone) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String typed = text.strip();
        Matcher age = AGE.matcher(typed);
        try {
            if (age.matches()) {
                return now.minus(length(Long.parseLong(age.group(1)), age.group(2)));
            }
            return typed.length() == 10
                    ? LocalDate.parse(typed)
                            .plusDays(daysAfter)
                            .atStartOfDay(zone)
                            .toInstant()
                    : Instant.parse(typed);
        } catch (DateTimeException | ArithmeticException e) {
            throw Rejection.invalid(name + ": expected a day like 2026-11-23, a moment like 2026-11-23T10:00:00Z or an"
                    + " age like 90m, 24h or 7d, found “" + typed + "”");
        }
    }

    private static Duration length(long amount, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
