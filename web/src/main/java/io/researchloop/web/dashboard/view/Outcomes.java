package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Where a sprint is or how it ended, in half a sentence. */
final class Outcomes {
    private static final int SHORT = 90;

    private Outcomes() {}

    static String of(SprintRow row, Instant now, ZoneId zone) {
        return switch (row.status()) {
            case PENDING -> "Saved, starts in a moment";
            case QUEUED -> queued(row, now, zone);
            case SUBMITTED ->
                row.jobId() == null
                        ? "Being handed to " + row.cluster()
                        : "Job " + row.jobId() + " waits on " + row.cluster();
            case RUNNING -> running(row, now, zone);
            case COMPLETED -> "Report written";
            case FAILED -> brief(row.error(), "No reason was recorded");
            case CANCELLED -> brief(row.cancelReason() != null ? row.cancelReason() : row.error(), "By hand");
        };
    }

    private static String queued(SprintRow row, Instant now, ZoneId zone) {
        Instant until = row.sleepUntil();
        if (until != null && until.isAfter(now)) {
            return "Agent’s usage limit, until " + When.clock(until, zone);
        }
        Integer position = row.queuePosition();
        return position == null
                ? "Waits for " + row.cluster()
                : Words.ordinal(position) + " in line on " + row.cluster();
    }

    private static String running(SprintRow row, Instant now, ZoneId zone) {
        String step = row.phase() == null ? "Starting" : Words.step(row.phase());
        Instant seen = row.heartbeatAt();
        return StatusView.notSeen(row, now) && seen != null ? step + " when seen at " + When.clock(seen, zone) : step;
    }

    /** The first sentence of a longer text. */
    static String brief(@Nullable String text, String otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        String line = text.strip().lines().findFirst().orElse("");
        int sentence = line.indexOf(". ");
        String first = sentence > 0 ? line.substring(0, sentence) : line;
        String cut = first.length() > SHORT ? atAWord(first) + "…" : first;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String atAWord(String text) {
        int space = text.lastIndexOf(' ', SHORT - 1);
        return text.substring(0, space > SHORT / 2 ? space : SHORT - 1);
    }
}
