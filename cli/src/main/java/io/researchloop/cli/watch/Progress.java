package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;
import java.util.Locale;

/**
 * How far a sprint is, from 0 to 1. Nobody knows how many red-team rounds it will take, so each round covers half of
 * what is left before the report: the bar always moves on and never goes back.
 */
final class Progress {
    private static final double RESEARCH = 0.10;
    private static final double ROUNDS = 0.40;
    private static final double REPORT = 0.80;
    private static final double SUMMARY = 0.93;

    private Progress() {}

    static double of(Fields sprint) {
        if ("completed".equals(sprint.text("status"))) {
            return 1;
        }
        var step = sprint.text("phase").toLowerCase(Locale.ROOT);
        if (step.startsWith("summar")) {
            return SUMMARY;
        }
        if (step.startsWith("report")) {
            return REPORT;
        }
        if (step.startsWith("red_team") || step.startsWith("fix")) {
            double round = number(step) - (step.startsWith("fix") ? 0.5 : 1);
            return ROUNDS + (REPORT - ROUNDS) * (1 - Math.pow(0.5, round));
        }
        return step.startsWith("research") ? RESEARCH : 0;
    }

    static String bar(double part, int width) {
        int full = (int) Math.round(Math.max(0, Math.min(1, part)) * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }

    private static int number(String step) {
        var digits = step.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 4 ? 1 : Integer.parseInt(digits);
    }
}
