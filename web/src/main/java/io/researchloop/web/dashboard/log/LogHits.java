package io.researchloop.web.dashboard.log;

import io.researchloop.web.dashboard.log.LogRow.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search has found so far, each with the entries beside it. */
final class LogHits {
    private final LogQuery query;
    private final int most;
    private final List<LogRow> rows = new ArrayList<>();
    private @Nullable LogEntry before;
    private boolean gap;
    private boolean justHit;
    private int count;

    /** @param amidst true if there is more of the log before what it looks at first */
    LogHits(LogQuery query, int most, boolean amidst) {
        this.query = query;
        this.most = most;
        this.gap = amidst;
    }

    /** Looks at the log's next entry; false if no more are taken, this one neither. */
    boolean take(LogEntry entry) {
        if (query.wants(entry)) {
            if (count == most) {
                return false;
            }
            count++;
            if (before != null) {
                add(before, Role.CONTEXT);
            }
            add(entry, Role.HIT);
            justHit = true;
            before = null;
        } else if (justHit) {
            add(entry, Role.CONTEXT);
            justHit = false;
        } else {
            gap = before != null || gap;
            before = entry;
        }
        return true;
    }

    private void add(LogEntry entry, Role role) {
        rows.add(new LogRow(entry, role, gap));
        gap = false;
    }

    LogQuery query() {
        return query;
    }

    List<LogRow> rows() {
        return rows;
    }

    int count() {
        return count;
    }
}
