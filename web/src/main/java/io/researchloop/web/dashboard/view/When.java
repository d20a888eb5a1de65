package io.researchloop.web.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A moment for people.
 *
 * @param at for the machine and for the browser, which says the words again in its own time zone
 * @param words relative to now while that says more: {@code 4 min ago}, {@code in 35 min}, {@code yesterday 23:10}
 * @param exact with date and zone, for the title
 */
public record When(Instant at, String words, String exact) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss zzz", Locale.ENGLISH);

    /** Relative where it is near, else by the calendar. */
    public static When of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return new When(at, words(at, local, now, now.atZone(zone).toLocalDate()), EXACT.format(local));
    }

    /** By the calendar even where it is near: {@code 22:15}, {@code tomorrow 01:10}. */
    static When onTheClock(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return new When(at, calendar(local, now.atZone(zone).toLocalDate()), EXACT.format(local));
    }

    /** The time of day to the second, as a log has it: {@code 21:40:07}. */
    public static When toTheSecond(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return new When(at, SECONDS.format(local), EXACT.format(local));
    }

    private static String words(Instant at, ZonedDateTime local, Instant now, LocalDate today) {
        Duration past = Duration.between(at, now);
        Duration distance = past.abs();
        long days = ChronoUnit.DAYS.between(local.toLocalDate(), today);
        if (distance.toSeconds() < 10) {
            return "just now";
        }
        if (distance.toMinutes() < 60 || (distance.toHours() < 12 && days == 0)) {
            String amount = amount(distance);
            return past.isNegative() ? "in " + amount : amount + " ago";
        }
        return (days == 0 ? "today " : "") + calendar(local, today);
    }

    private static String calendar(ZonedDateTime local, LocalDate today) {
        long days = ChronoUnit.DAYS.between(local.toLocalDate(), today);
        if (days == 0) {
            return CLOCK.format(local);
        }
        if (days == 1) {
            return "yesterday " + CLOCK.format(local);
        }
        if (days == -1) {
            return "tomorrow " + CLOCK.format(local);
        }
        if (Math.abs(days) < 7) {
            return DAY.format(local) + ", " + CLOCK.format(local);
        }
        return local.getYear() == today.getYear() ? DAY.format(local) : DAY_AND_YEAR.format(local);
    }

    private static String amount(Duration distance) {
        if (distance.toSeconds() < 60) {
            return distance.toSeconds() + " s";
        }
        return distance.toMinutes() < 60 ? distance.toMinutes() + " min" : distance.toHours() + " h";
    }

    /** The time of day, {@code 17:39}. */
    public static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }
}
