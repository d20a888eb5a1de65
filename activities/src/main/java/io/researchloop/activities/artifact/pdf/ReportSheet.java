package io.researchloop.activities.artifact.pdf;

import java.time.Instant;
import java.util.List;

/**
 * What stands around the report.
 *
 * @param idea the whole of it, plain text
 * @param date of the document; the end of the sprint where it has ended
 * @param facts label and value, in reading order
 * @param metrics name, value, which way is better (may be empty)
 * @param steps name, state, duration, cost
 */
record ReportSheet(
        String sprintId,
        String title,
        String idea,
        Instant date,
        List<List<String>> facts,
        List<List<String>> metrics,
        List<List<String>> steps) {
    ReportSheet {
        facts = List.copyOf(facts);
        metrics = List.copyOf(metrics);
        steps = List.copyOf(steps);
    }
}
