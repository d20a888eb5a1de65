package io.researchloop.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers and times as people read them. */
public final class Words {
    private Words() {}

    /** Dollars with cents; tiny amounts keep four digits, so that a cheap step does not look free. */
    public static String cost(OptionalDouble dollars) {
        if (dollars.isEmpty() || !Double.isFinite(dollars.getAsDouble())) {
            return "";
        }
        double amount = dollars.getAsDouble();
        int digits = amount > 0 && amount < 0.01 ? 4 : 2;
        return "$"
                + BigDecimal.valueOf(amount)
                        .setScale(digits, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    public static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m " + two(seconds % 60) + "s";
        }
        return seconds / 3600 + "h " + two(seconds / 60 % 60) + "m";
    }

    /** How long ago an ISO-8601 time was; what is no time is given back as it came. */
    public static String ago(String iso, Instant now) {
        return instant(iso)
                .map(then -> {
                    var age = Duration.between(then, now);
                    if (age.toHours() >= 48) {
                        return age.toDays() + " days ago";
                    }
                    return age.toSeconds() < 5 ? "just now" : duration(age) + " ago";
                })
                .orElse(iso);
    }

    public static Optional<Instant> instant(String iso) {
        try {
            return iso.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(iso));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The time between two ISO-8601 texts; an open end counts up to now, an unknown start has no duration. */
    public static String between(String start, String end, Instant now) {
        return instant(start)
                .map(from -> duration(Duration.between(from, instant(end).orElse(now))))
                .orElse("");
    }

    public static String size(OptionalDouble bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        double size = bytes.getAsDouble();
        for (var unit : new String[] {"B", "KB", "MB"}) {
            if (size < 1000) {
                return BigDecimal.valueOf(size)
                                .setScale("B".equals(unit) || size >= 100 ? 0 : 1, RoundingMode.HALF_UP)
                                .toPlainString()
                        + " " + unit;
            }
            size /= 1000;
        }
        return BigDecimal.valueOf(size).setScale(1, RoundingMode.HALF_UP).toPlainString() + " GB";
    }

    /** In powers of 1024, as schedulers count memory, and in the words that the dashboard has for it. */
    public static String memory(OptionalDouble bytes) {
        if (bytes.isEmpty()) {
            return "";
        }
        double size = bytes.getAsDouble() / 1024;
        String unit = "kB";
        for (String larger : new String[] {"MB", "GB"}) {
            if (size >= 999.5) {
                size /= 1024;
                unit = larger;
            }
        }
        return BigDecimal.valueOf(size)
                        .setScale(size < 99.95 ? 1 : 0, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " " + unit;
    }

    /** Cuts to a number of characters, never within one. */
    public static String cut(String text, int room) {
        if (text.codePointCount(0, text.length()) <= room) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, Math.max(0, room - 1))) + "…";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
