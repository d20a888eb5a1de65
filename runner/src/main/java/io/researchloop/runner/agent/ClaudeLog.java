package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.LogMark;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Events as lines of the human-readable tool log; an answer is told with the call that it is to. */
final class ClaudeLog {
    private static final int WORDS = 2000;
    private static final int INPUT = 300;
    private static final int ANSWER_LINES = 6;
    private static final int ANSWER_WIDTH = 200;

    private static final Call UNKNOWN = new Call("tool", "");

    /** By the tool use's id; an answer to what an earlier process called finds nothing here. */
    private final Map<String, Call> open = new HashMap<>();

    private record Call(String tool, String input) {}

    List<String> lines(ClaudeEvent event) {
        if (event instanceof ClaudeEvent.SessionStarted started) {
            return List.of("claude: model " + started.model() + ", session " + started.sessionId());
        }
        if (event instanceof ClaudeEvent.Said said) {
            return cut(said.text().strip(), WORDS)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
        if (event instanceof ClaudeEvent.ToolUsed used) {
            Call call = new Call(used.name(), oneLine(used.input()));
            open.put(used.id(), call);
            return List.of(LogMark.call(call.tool(), call.input()));
        }
        if (event instanceof ClaudeEvent.ToolAnswered answered) {
            return answer(answered);
        }
        if (event instanceof ClaudeEvent.Retrying retrying) {
            return List.of(
                    LogMark.trouble("claude: API error " + (retrying.status() == null ? "" : retrying.status() + " ")
                            + retrying.error() + ", try " + retrying.attempt() + " of " + retrying.maxRetries() + " in "
                            + String.format(Locale.ROOT, "%.1f", retrying.delayMillis() / 1000.0) + " s"));
        }
        if (event instanceof ClaudeEvent.RateLimited limited
                && !limited.status().equals("allowed")) {
            String text = "claude: rate limit " + limited.type() + " " + limited.status()
                    + (limited.resetsAt() == null ? "" : ", resets at " + limited.resetsAt());
            return List.of(limited.status().equals("rejected") ? LogMark.trouble(text) : text);
        }
        if (event instanceof ClaudeEvent.Ended ended) {
            String text = end(ended.result());
            return List.of(ended.result().error() ? LogMark.trouble(text) : text);
        }
        return List.of();
    }

    private List<String> answer(ClaudeEvent.ToolAnswered answered) {
        Call known = open.remove(answered.id());
        Call call = known == null ? UNKNOWN : known;
        List<String> lines = answered.text().lines().toList();
        Stream<String> mark = Stream.of(LogMark.answer(call.tool(), answered.failed(), lines.size(), call.input()));
        Stream<String> shown = lines.stream().limit(ANSWER_LINES).map(line -> LogMark.INDENT + cut(line, ANSWER_WIDTH));
        int left = lines.size() - ANSWER_LINES;
        Stream<String> rest = left > 0
                ? Stream.of(LogMark.INDENT + LogMark.MORE + left + " more " + (left == 1 ? "line" : "lines"))
                : Stream.empty();
        return Stream.of(mark, shown, rest).flatMap(part -> part).toList();
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
