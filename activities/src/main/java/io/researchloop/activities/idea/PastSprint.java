package io.researchloop.activities.idea;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An earlier sprint, as the agent is told of it.
 *
 * @param metrics in words; empty if it has none
 * @param value of the loop's metric
 */
record PastSprint(
        SprintRow row,
        String idea,
        @Nullable String summary,
        String metrics,
        @Nullable Double value) {
    private static final int LONGEST_IDEA = 1_200;
    private static final int LONGEST_SUMMARY = 2_000;

    boolean completed() {
        return row.status() == SprintStatus.COMPLETED;
    }

    boolean deadEnd() {
        return row.status() == SprintStatus.FAILED || row.status() == SprintStatus.CANCELLED;
    }

    String describe() {
        StringBuilder text = new StringBuilder("## ").append(row.id());
        text.append(" (").append(row.status().name().toLowerCase(Locale.ROOT)).append(")\n\n");
        text.append("Idea: ").append(shortened(idea, LONGEST_IDEA)).append('\n');
        if (!metrics.isEmpty()) {
            text.append("\nMetrics: ").append(metrics).append('\n');
        }
        if (summary != null && !summary.isBlank()) {
            text.append("\nSummary: ")
                    .append(shortened(summary, LONGEST_SUMMARY))
                    .append('\n');
        }
        if (row.error() != null) {
            text.append("\nIt ended with: ")
                    .append(shortened(row.error(), LONGEST_SUMMARY))
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    static String shortened(String text, int longest) {
        String whole = text.strip();
        return whole.length() <= longest ? whole : whole.substring(0, longest) + " […]";
    }
}
