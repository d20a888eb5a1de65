package io.researchloop.web.dashboard.log;

import io.researchloop.runner.protocol.LogMark;
import io.researchloop.web.dashboard.log.LogEntry.Answer;
import io.researchloop.web.dashboard.log.LogEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a log's lines together to entries, in one pass and however long the log is: what is whole is taken out while the
 * rest is read.
 */
final class LogReader {
    /** So many entries back a call is still waited for; its answer names it, so a later one can stand alone. */
    private static final int WAITING = 8;
    /** What a command prints for hours is told in pieces. */
    private static final int PIECE_LINES = 200;

    private final List<Draft> drafts = new ArrayList<>();
    private @Nullable Draft answering;
    private boolean begun;
    private boolean answersAreMarked;

    /** @param begin the offset of the text; negative if it is of no file */
    void read(String text, long begin) {
        long at = begin;
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(from, end);
            if (!line.isBlank()) {
                add(at, LogLine.of(line));
            }
            from = end + 1;
            at = begin < 0 ? begin : at + utf8(line) + 1;
        }
    }

    /** What nothing can be added to any more, in order; it is forgotten here. */
    List<LogEntry> whole() {
        int end = drafts.size();
        for (int i = Math.max(0, end - WAITING); i < end; i++) {
            if (!drafts.get(i).whole()) {
                end = i;
            }
        }
        List<Draft> whole = drafts.subList(0, end);
        List<LogEntry> entries = whole.stream().map(Draft::entry).toList();
        if (answering != null && whole.contains(answering)) {
            answering = null;
        }
        whole.clear();
        return entries;
    }

    /** What is left after that: a call whose answer is to come, and what came since. */
    List<LogEntry> rest() {
        return drafts.stream().map(Draft::entry).toList();
    }

    private void add(long at, LogLine line) {
        switch (line.kind()) {
            case STEP -> {
                over();
                answering = null;
                push(new Draft(Kind.STEP, at, line));
            }
            case GAP -> {
                // An answer may be among what is missing.
                over();
                answering = null;
                push(new Draft(Kind.NOTE, at, line));
            }
            case CALL -> {
                answering = push(new Draft(Kind.TOOL, at, line));
                answering.awaited = true;
            }
            case OLD_CALL -> answering = push(new Draft(Kind.TOOL, at, line));
            case ANSWER, FAILED_ANSWER -> answer(at, line);
            case INDENTED -> indented(at, line);
            case PERSON -> push(new Draft(Kind.PERSON, at, line));
            case TROUBLE -> {
                if (line.endsStep()) {
                    over();
                }
                push(new Draft(Kind.TROUBLE, at, line));
            }
            case NOTE -> push(new Draft(Kind.NOTE, at, line));
            case WORDS -> {
                if (!answersAreMarked) {
                    // By an older runner: an agent that speaks has its answers, and one without lines left no trace.
                    over();
                }
                answering = null;
                push(new Draft(Kind.SAY, at, line));
            }
        }
    }

    /** What was called before is not at work any more. */
    private void over() {
        drafts.forEach(draft -> draft.awaited = false);
    }

    private void answer(long at, LogLine line) {
        answersAreMarked = true;
        Draft call = drafts.stream()
                .filter(draft -> draft.awaited && draft.calls(line))
                .findFirst()
                .orElseGet(() -> push(new Draft(Kind.TOOL, at, line)));
        call.answeredBy(line);
        answering = call;
    }

    private void indented(long at, LogLine line) {
        if (!begun && at > 0) {
            // The part begins within an answer.
            answering = push(new Draft(Kind.TOOL, at, new LogLine(LogLine.Kind.OLD_CALL, null, "…", "", 0)));
        }
        Draft call = answering;
        if (call == null || !call.takesLines()) {
            String text = LogMark.INDENT + line.text();
            answering = null;
            push(new Draft(Kind.SAY, at, new LogLine(LogLine.Kind.WORDS, line.stamp(), "", text, 0)));
        } else if (call.said >= PIECE_LINES) {
            Draft next = call.continued(at, line.stamp());
            answering = push(next);
            next.line(line);
        } else {
            call.line(line);
        }
    }

    private Draft push(Draft draft) {
        begun = true;
        drafts.add(draft);
        return draft;
    }

    /** Exact for what the runner writes, which is UTF-8. */
    private static int utf8(String line) {
        int bytes = line.length();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            // A pair of surrogates is four bytes.
            bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
        }
        return bytes;
    }

    /** An entry that may still grow. */
    private static final class Draft {
        private static final int ANY = Integer.MAX_VALUE;

        private final Kind kind;
        private final long at;
        private final @Nullable String stamp;
        private final String head;
        private final String text;
        private @Nullable StringBuilder answer;
        /** True until the runner has said that the tool has answered. */
        private boolean awaited;

        private boolean answered;
        private boolean failed;
        private int said;
        private int lines;
        private int toCome = ANY;
        private @Nullable String ended;

        Draft(Kind kind, long at, LogLine line) {
            this(kind, at, line.stamp(), line.head(), line.text());
        }

        private Draft(Kind kind, long at, @Nullable String stamp, String head, String text) {
            this.kind = kind;
            this.at = at;
            this.stamp = stamp;
            this.head = head;
            this.text = text;
        }

        boolean calls(LogLine answerLine) {
            return kind == Kind.TOOL && head.equals(answerLine.head()) && text.equals(answerLine.text());
        }

        void answeredBy(LogLine mark) {
            awaited = false;
            answered = true;
            failed = mark.kind() == LogLine.Kind.FAILED_ANSWER;
            lines = said + mark.count();
            toCome = mark.count();
            ended = mark.stamp();
        }

        boolean takesLines() {
            return toCome > 0;
        }

        boolean whole() {
            return !awaited && (!answered || toCome == 0);
        }

        void line(LogLine line) {
            if (!answered && said == 0 && line.text().equals("failed:")) {
                failed = true;
                return;
            }
            answer = answer == null ? new StringBuilder() : answer.append('\n');
            answer.append(line.text());
            said++;
            if (!answered) {
                lines++;
                ended = awaited ? null : line.stamp();
            } else {
                toCome = line.text().startsWith(LogMark.MORE) ? 0 : toCome - 1;
            }
        }

        /** The same call, further on in what it says. */
        Draft continued(long place, @Nullable String time) {
            Draft next = new Draft(kind, place, time, head, text);
            next.awaited = awaited;
            next.answered = answered;
            next.failed = failed;
            next.toCome = toCome;
            awaited = false;
            toCome = 0;
            return next;
        }

        LogEntry entry() {
            boolean said = answered || lines > 0 || failed;
            return new LogEntry(
                    kind,
                    at,
                    stamp,
                    head,
                    text,
                    said ? new Answer(answer == null ? "" : answer.toString(), lines, failed, ended) : null,
                    awaited);
        }
    }
}
