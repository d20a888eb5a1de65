package io.researchloop.web.dashboard.log;

import io.researchloop.web.dashboard.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What the log tells at one place; a call with what the tool answered.
 *
 * @param at the offset of its first line; negative if the text is of no file
 * @param stamp when, in UTC; null where the log does not say
 * @param head of a call: the tool; of a person's message: what became of it
 * @param awaited of a call: true until the runner has said that the tool has answered
 */
public record LogEntry(
        Kind kind,
        long at,
        @Nullable String stamp,
        String head,
        String text,
        @Nullable Answer answer,
        boolean awaited) {
    /** Who speaks. */
    public enum Kind {
        STEP,
        TOOL,
        PERSON,
        TROUBLE,
        NOTE,
        SAY
    }

    /**
     * @param text as far as the log has it
     * @param lines how many there were; of an answer that still comes: so far
     * @param ended when it was whole; null if that is not known
     */
    public record Answer(
            String text,
            int lines,
            boolean failed,
            @Nullable String ended) {}

    private static final int SHORT = 160;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** True if it says that something went wrong. */
    public boolean failed() {
        return kind == Kind.TROUBLE || (answer != null && answer.failed());
    }

    /** True for a call with more to it than fits on a line: it opens on demand. */
    public boolean folded() {
        return kind == Kind.TOOL && (longer() || answered());
    }

    /** True of a call that the tool said something to. */
    public boolean answered() {
        return answer != null && !answer.text().isEmpty();
    }

    public boolean longer() {
        return text.length() > SHORT;
    }

    /** Its beginning. */
    public String brief() {
        return longer() ? text.substring(0, SHORT) + "…" : text;
    }

    /** For the machine. */
    public @Nullable String iso() {
        return stamp == null ? null : stamp.replace(' ', 'T') + "Z";
    }

    public String clock(ZoneId zone) {
        if (stamp == null) {
            return "";
        }
        LocalDateTime time = time(stamp);
        return time == null
                ? stamp.substring(11)
                : CLOCK.format(time.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone));
    }

    /** The shape that stands for its tool. */
    public String icon() {
        return switch (head) {
            case "Bash", "BashOutput", "run" -> "i-shell";
            case "Read", "Glob", "Grep", "LS" -> "i-read";
            case "Edit", "MultiEdit", "Write", "NotebookEdit" -> "i-edit-tool";
            case "Task", "Agent" -> "i-user";
            case "WebFetch", "WebSearch" -> "i-external";
            default -> "i-gear";
        };
    }

    /** How long ago it began. */
    public String elapsed(Instant now) {
        LocalDateTime from = stamp == null ? null : time(stamp);
        return from == null ? "" : Words.duration(Duration.between(from.toInstant(ZoneOffset.UTC), now));
    }

    /** How long the tool took and how much it said, as far as the log tells: {@code 48 s · 41 lines}. */
    public String outcome() {
        if (answer == null) {
            return "";
        }
        String took = took(answer);
        String lines = answer.lines() == 0 ? "" : Words.counted(answer.lines(), "line");
        return took + (took.isEmpty() || lines.isEmpty() ? "" : " · ") + lines;
    }

    private String took(Answer given) {
        LocalDateTime from = stamp == null ? null : time(stamp);
        LocalDateTime to = given.ended() == null ? null : time(given.ended());
        if (from == null || to == null) {
            return "";
        }
        Duration took = Duration.between(from, to);
        // The log's clock has whole seconds: one of them may be no time at all.
        return took.toSeconds() < 2 ? "" : Words.duration(took);
    }

    private static @Nullable LocalDateTime time(String stamp) {
        try {
            return LocalDateTime.parse(stamp, STAMP);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
