package io.researchloop.web.dashboard.log;

import io.researchloop.activities.artifact.LiveLogs;
import io.researchloop.runner.protocol.LogMark;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log, told by the runner's marks; those of runners that wrote fewer marks by what they look like.
 *
 * @param stamp when, in UTC; null where the line does not say
 * @param head of a call or an answer: the tool
 * @param count of an answer: its lines
 */
record LogLine(Kind kind, @Nullable String stamp, String head, String text, int count) {
    enum Kind {
        /** Where one begins or ends. */
        STEP,
        CALL,
        /** A call without the runner's mark, whose answer has none either. */
        OLD_CALL,
        ANSWER,
        FAILED_ANSWER,
        INDENTED,
        /** Lines are missing here. */
        GAP,
        PERSON,
        TROUBLE,
        /** Of the runner, about the agent. */
        NOTE,
        WORDS
    }

    private static final Pattern HEADER =
            Pattern.compile("=== (.*?)(?: · (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) UTC)? ===");
    private static final String STAMP = "0000-00-00 00:00:00";

    private static final String NAME = "(?<tool>\\w[\\w.-]{0,99})";
    private static final Pattern CALL = Pattern.compile(NAME + ": (?<input>.*)", Pattern.DOTALL);
    private static final Pattern ANSWER =
            Pattern.compile(NAME + "(?<failed> failed)?, (?<count>\\d{1,9}) lines?: (?<input>.*)", Pattern.DOTALL);
    private static final Pattern OLD_CALL = Pattern.compile(
            "(?:→ |\\[)?(?<tool>Bash|BashOutput|KillShell|Read|Edit|MultiEdit|Write|NotebookEdit|Glob|Grep|LS|Task|Agent"
                    + "|WebFetch|WebSearch|TodoWrite|Skill)(?:\\]|:) (?<input>.*)",
            Pattern.DOTALL);
    private static final Pattern OLD_TROUBLE = Pattern.compile(
            "claude: (?:API error|error_|rate limit \\S+ rejected).*"
                    + "|\\w+ (?:agent failed|authentication|timed out|stuck|runner failed)(?:: .*)? \\(\\$[\\d.]+ so far\\)",
            Pattern.DOTALL);

    private static final String SPENT = " so far)";
    private static final String CLAUDE = "claude: ";
    private static final Pattern MESSAGE =
            Pattern.compile("(Message to the agent|Message, kept for the next step): (.*)", Pattern.DOTALL);

    /** True of the runner's word on how a step ended. */
    boolean endsStep() {
        return text.endsWith(SPENT);
    }

    static LogLine of(String line) {
        if (line.startsWith("===")) {
            Matcher header = HEADER.matcher(line.strip());
            if (header.matches()) {
                return new LogLine(Kind.STEP, header.group(2), "", header.group(1), 0);
            }
        }
        if (line.equals(LiveLogs.GAP)) {
            return new LogLine(Kind.GAP, null, "", line, 0);
        }
        return stamped(line)
                ? of(line.substring(0, STAMP.length()), line.substring(STAMP.length() + 2))
                : of(null, line);
    }

    /** By hand: a search of a long log asks this a million times. */
    private static boolean stamped(String line) {
        for (int i = 0; i < STAMP.length(); i++) {
            char wanted = STAMP.charAt(i);
            if (i >= line.length() || (wanted == '0' ? !Character.isDigit(line.charAt(i)) : line.charAt(i) != wanted)) {
                return false;
            }
        }
        return line.startsWith("  ", STAMP.length());
    }

    private static LogLine of(@Nullable String stamp, String text) {
        if (text.startsWith(LogMark.CALL)) {
            Matcher call = CALL.matcher(text).region(LogMark.CALL.length(), text.length());
            if (call.matches()) {
                return new LogLine(Kind.CALL, stamp, call.group("tool"), call.group("input"), 0);
            }
        } else if (text.startsWith(LogMark.ANSWER)) {
            Matcher answer = ANSWER.matcher(text).region(LogMark.ANSWER.length(), text.length());
            if (answer.matches()) {
                Kind kind = answer.group("failed") == null ? Kind.ANSWER : Kind.FAILED_ANSWER;
                int count = Integer.parseInt(answer.group("count"));
                return new LogLine(kind, stamp, answer.group("tool"), answer.group("input"), count);
            }
        } else if (text.startsWith(LogMark.TROUBLE)) {
            return new LogLine(Kind.TROUBLE, stamp, "", text.substring(LogMark.TROUBLE.length()), 0);
        } else if (text.startsWith(LogMark.INDENT)) {
            return new LogLine(Kind.INDENTED, stamp, "", text.substring(LogMark.INDENT.length()), 0);
        }
        return unmarked(stamp, text);
    }

    private static LogLine unmarked(@Nullable String stamp, String text) {
        if (text.startsWith("Message")) {
            Matcher message = MESSAGE.matcher(text);
            if (message.matches()) {
                return new LogLine(Kind.PERSON, stamp, message.group(1), message.group(2), 0);
            }
        }
        if (text.startsWith(CLAUDE) || text.endsWith(SPENT)) {
            Kind said = text.endsWith(SPENT) ? Kind.STEP : Kind.NOTE;
            return new LogLine(OLD_TROUBLE.matcher(text).matches() ? Kind.TROUBLE : said, stamp, "", text, 0);
        }
        if (!text.isEmpty() && !Character.isLowerCase(text.charAt(0))) {
            Matcher old = OLD_CALL.matcher(text);
            if (old.matches()) {
                return new LogLine(Kind.OLD_CALL, stamp, old.group("tool"), old.group("input"), 0);
            }
        }
        return new LogLine(Kind.WORDS, stamp, "", text, 0);
    }
}
