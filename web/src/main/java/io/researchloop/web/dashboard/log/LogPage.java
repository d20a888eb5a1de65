package io.researchloop.web.dashboard.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a log at once.
 *
 * @param open the end of a log that grows, if it is a call whose answer is to come: it is shown anew with it
 * @param earlier the offset that the page before ends at; null if there is none
 * @param later the offset that the page after begins at; null if there is none
 * @param next the offset that a log that grows goes on at, with what is open; -1 if it is of no file
 * @param note how much of the log it is
 */
public record LogPage(
        List<LogRow> rows,
        List<LogRow> open,
        @Nullable Long earlier,
        @Nullable Long later,
        long next,
        String note) {
    public boolean empty() {
        return rows.isEmpty() && open.isEmpty();
    }
}
