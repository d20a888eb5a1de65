package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Places in the clusters' lines: first created, first served. Who sleeps until a usage limit is lifted is not in line.
 * One walk of a small index a cluster, whatever the size of the page.
 */
final class QueueLine {
    static final String IN_LINE = "select seq from sprint where status = 'queued' and cluster = ?"
            + " and (sleep_until is null or sleep_until <= ?) order by seq";

    static final String LENGTHS =
            "select cluster, count(*) from sprint indexed by sprint_in_line where status = 'queued'"
                    + " and (sleep_until is null or sleep_until <= ?) group by cluster";

    private final JdbcOperations jdbc;
    private final Clock clock;

    QueueLine(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many are in each cluster's line; those with none are left out. */
    Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new HashMap<>();
        jdbc.query(LENGTHS, Bind.of(clock.instant()), result -> {
            Columns row = new Columns(result);
            lengths.put(row.text(), row.integer());
        });
        return lengths;
    }

    /** The same rows, with their places. */
    List<SprintRow> placed(List<SprintRow> rows) {
        Map<String, Map<Long, Integer>> lines = rows.stream()
                .filter(row -> row.status() == SprintStatus.QUEUED)
                .map(SprintRow::cluster)
                .distinct()
                .collect(Collectors.toMap(cluster -> cluster, this::line));
        return lines.isEmpty()
                ? rows
                : rows.stream().map(row -> placed(row, lines)).toList();
    }

    private static SprintRow placed(SprintRow row, Map<String, Map<Long, Integer>> lines) {
        Map<Long, Integer> line = lines.getOrDefault(row.cluster(), Map.of());
        return row.status() == SprintStatus.QUEUED ? SprintRows.inLine(row, line.get(row.seq())) : row;
    }

    private Map<Long, Integer> line(String cluster) {
        List<Long> waiting =
                jdbc.query(IN_LINE, Bind.of(cluster, clock.instant()), (row, number) -> new Columns(row).number());
        Map<Long, Integer> places = new HashMap<>(waiting.size() * 2);
        for (int i = 0; i < waiting.size(); i++) {
            places.put(waiting.get(i), i + 1);
        }
        return places;
    }
}
