package io.researchloop.web.dashboard.log;

import io.researchloop.web.dashboard.view.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sprint's log, by pages: a part of it as it is, or what a search finds from some place on. */
public final class AgentLog {
    private static final int HITS = 40;
    /** A page of a search ends here even if it found nothing: a moment's work, and more than most logs have. */
    private static final long SEARCHED = 64L * 1024 * 1024;

    private final Parts parts;
    private final boolean grows;

    private AgentLog(Parts parts, boolean grows) {
        this.parts = parts;
        this.grows = grows;
    }

    /** Where the text comes from. */
    private interface Parts {
        FilePart from(long offset) throws IOException;
    }

    /** @param grows true if the runner still writes it */
    public static AgentLog of(Path file, boolean grows) {
        return new AgentLog(offset -> FilePart.from(file, offset), grows);
    }

    /** What a heartbeat brought of it, where there is no file. */
    public static AgentLog of(FilePart tail) {
        return new AgentLog(offset -> tail, tail.end() >= 0);
    }

    public LogPage page(FilePart part, LogFilter show) {
        LogReader reader = new LogReader();
        reader.read(part.text(), part.begin());
        List<LogRow> rows = rows(reader.whole(), show);
        List<LogEntry> rest = reader.rest();
        long next = rest.isEmpty() ? part.end() : rest.get(0).at();
        boolean last = part.later() == null;
        if (last && grows) {
            return new LogPage(rows, rows(rest, show), part.earlier(), null, next, part.note());
        }
        if (!last && next > part.begin()) {
            // A call at the end of this page is shown on the next one, with its answer.
            return new LogPage(rows, List.of(), part.earlier(), next, next, part.note());
        }
        rows.addAll(rows(rest, show));
        return new LogPage(rows, List.of(), part.earlier(), part.later(), part.end(), part.note());
    }

    private static List<LogRow> rows(List<LogEntry> entries, LogFilter show) {
        List<LogRow> rows = new ArrayList<>();
        entries.stream().filter(show::shows).map(LogRow::plain).forEach(rows::add);
        return rows;
    }

    /** The log is read once, from an offset on, until a page is full. */
    public LogPage search(LogQuery query, long from) throws IOException {
        LogReader reader = new LogReader();
        LogHits hits = new LogHits(query, HITS, from > 0);
        FilePart part = parts.from(from);
        while (true) {
            reader.read(part.text(), part.begin());
            for (LogEntry entry : reader.whole()) {
                if (!hits.take(entry)) {
                    return found(hits, List.of(), from, entry.at(), part);
                }
            }
            Long later = part.later();
            if (later == null) {
                return end(hits, reader.rest(), from, part);
            }
            if (later - from >= SEARCHED) {
                List<LogEntry> rest = reader.rest();
                return found(
                        hits,
                        List.of(),
                        from,
                        rest.isEmpty() ? later : rest.get(0).at(),
                        part);
            }
            part = parts.from(later);
        }
    }

    private LogPage end(LogHits hits, List<LogEntry> rest, long from, FilePart part) {
        if (grows) {
            LogHits open = new LogHits(hits.query(), HITS, true);
            rest.forEach(open::take);
            long next = rest.isEmpty() ? part.end() : rest.get(0).at();
            LogPage page = found(hits, open.rows(), from, null, part);
            return new LogPage(page.rows(), page.open(), page.earlier(), null, next, page.note());
        }
        for (LogEntry entry : rest) {
            if (!hits.take(entry)) {
                return found(hits, List.of(), from, entry.at(), part);
            }
        }
        return found(hits, List.of(), from, null, part);
    }

    /** @param later where to go on; null if the log was searched to its end */
    private static LogPage found(LogHits hits, List<LogRow> open, long from, @Nullable Long later, FilePart part) {
        long to = later == null ? part.size() : later;
        String searched = part.end() < 0
                ? "in the last lines"
                : later == null && from == 0
                        ? "in all " + Words.bytes(part.size())
                        : "in " + Words.bytes(Math.max(0, to - from)) + " of " + Words.bytes(part.size());
        long count = hits.count() + open.stream().filter(LogRow::hit).count();
        return new LogPage(
                hits.rows(),
                open,
                from == 0 ? null : from,
                later,
                later == null ? part.end() : later,
                Words.count(count) + " found " + searched);
    }
}
