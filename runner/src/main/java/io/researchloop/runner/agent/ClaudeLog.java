package io.researchloop.runner.agent;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Events as lines of the human-readable tool log. */
final class ClaudeLog {
    private static final int WORDS = 2000;
    private static final int INPUT = 300;
    private static final int ANSWER_LINES = 6;
    private static final int ANSWER_WIDTH = 200;

    private ClaudeLog() {}

    static List<String> lines(ClaudeEvent event) {
        if (event instanceof ClaudeEvent.SessionStarted started) {
            return List.of("claude: model " + started.model() + ", session " + started.sessionId());
        }
        if (event instanceof ClaudeEvent.Said said) {
            return cut(said.text(), WORDS)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
        if (event instanceof ClaudeEvent.ToolUsed used) {
            return List.of("> " + used.name() + ": " + oneLine(used.input()));
        }
        if (event instanceof ClaudeEvent.ToolAnswered answered) {
            return answer(answered);
        }
        if (event instanceof ClaudeEvent.Retrying retrying) {
            return List.of("claude: API error " + (retrying.status() == null ? "" : retrying.status() + " ")
                    + retrying.error() + ", try " + retrying.attempt() + " of " + retrying.maxRetries() + " in "
                    + String.format(Locale.ROOT, "%.1f", retrying.delayMillis() / 1000.0) + " s");
        }
        if (event instanceof ClaudeEvent.RateLimited limited
                && !limited.status().equals("allowed")) {
            return List.of("claude: rate limit " + limited.type() + " " + limited.status()
                    + (limited.resetsAt() == null ? "" : ", resets at " + limited.resetsAt()));
        }
        if (event instanceof ClaudeEvent.Ended ended) {
            return List.of(end(ended.result()));
        }
        return List.of();
    }

    private static List<String> answer(ClaudeEvent.ToolAnswered answered) {
        List<String> lines = answered.text().lines().toList();
        Stream<String> shown = lines.stream().limit(ANSWER_LINES).map(line -> "  " + cut(line, ANSWER_WIDTH));
        Stream<String> rest = lines.size() > ANSWER_LINES
                ? Stream.of("  … " + (lines.size() - ANSWER_LINES) + " more lines")
                : Stream.empty();
        Stream<String> failed = answered.failed() ? Stream.of("  failed:") : Stream.empty();
        return Stream.of(failed, shown, rest).flatMap(part -> part).toList();
    }

    private static String end(ClaudeResult result) {
        String cost = result.sinceLast() == null
                ? ""
                : String.format(Locale.ROOT, ", $%.4f", result.sinceLast().costUsd());
        return "claude: " + result.subtype()
                + (result.terminalReason() == null ? "" : " (" + result.terminalReason() + ")") + cost
                + (result.error() ? ": " + oneLine(result.complaint()) : "");
    }

    private static String oneLine(String text) {
        return cut(text.strip().replaceAll("\\s*\\R\\s*", " ⏎ "), INPUT);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
