package io.researchloop.web.dashboard.view;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the dashboard says numbers and names. */
public final class Words {
    private static final Pattern ROUND = Pattern.compile("(red_team|fix)_(\\d+)");
    private static final int TITLE = 110;

    private Words() {}

    /** Two units at most: {@code 45 s}, {@code 9 min}, {@code 1 h 08 min}, {@code 2 days 4 h}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (minutes < 5 && seconds % 60 != 0) {
            return minutes + " min " + String.format(Locale.ROOT, "%02d", seconds % 60) + " s";
        }
        if (minutes < 60) {
            return minutes + " min";
        }
        if (hours < 48) {
            return minutes % 60 == 0 ? hours + " h" : hours + String.format(Locale.ROOT, " h %02d min", minutes % 60);
        }
        return hours / 24 + " days" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    /** {@code $3.64}; the fractions of a cent that a short step costs are not told apart from nothing. */
    public static String money(double dollars) {
        return String.format(Locale.ROOT, "$%,.2f", dollars);
    }

    /** {@code $47}, {@code $3.93}: from ten dollars on, an estimate has no cents. */
    static String about(double dollars) {
        return dollars < 9.995 ? money(dollars) : String.format(Locale.ROOT, "$%,.0f", dollars);
    }

    /** {@code 0.6 kB}, {@code 14 kB}, {@code 1.9 MB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        for (String unit : new String[] {"kB", "MB", "GB"}) {
            value /= 1000;
            if (value < 999.5 || unit.equals("GB")) {
                return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, unit);
            }
        }
        throw new AssertionError("the last unit takes all");
    }

    /** {@code 712 MB}, {@code 7.9 GB}: in powers of 1024, as job options and schedulers count memory. */
    public static String memory(long bytes) {
        double value = bytes;
        for (String unit : new String[] {"kB", "MB", "GB"}) {
            value /= 1024;
            if (value < 999.5 || unit.equals("GB")) {
                String number = String.format(Locale.ROOT, value < 99.95 ? "%.1f" : "%.0f", value);
                return number.replaceFirst("\\.0$", "") + " " + unit;
            }
        }
        throw new AssertionError("the last unit takes all");
    }

    /** {@code 41,212}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1st}, {@code 2nd}, {@code 11th}. */
    public static String ordinal(int number) {
        int last = number % 10;
        boolean teen = number / 10 % 10 == 1;
        return number + (teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }

    /** {@code one sprint}, {@code 4 sprints}. */
    public static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A step's name for people: {@code red_team_1} is Red-team 1. */
    public static String step(String name) {
        Matcher round = ROUND.matcher(name);
        if (round.matches()) {
            return (round.group(1).equals("fix") ? "Fix " : "Red-team ") + round.group(2);
        }
        String spaced = name.replace('_', ' ').strip();
        return spaced.isEmpty() ? "Starting" : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    /** An idea in one line: its first sentence or line, cut at a word. */
    public static String title(String idea) {
        String line = idea.strip().lines().findFirst().orElse("").strip();
        if (line.length() <= TITLE) {
            return line.isEmpty()
                    ? "Sprint without an idea"
                    : line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        }
        int sentence = line.indexOf(". ");
        if (sentence > 20 && sentence <= TITLE) {
            return line.substring(0, sentence);
        }
        int space = line.lastIndexOf(' ', TITLE - 1);
        return line.substring(0, space > TITLE / 2 ? space : TITLE - 1) + "…";
    }
}
