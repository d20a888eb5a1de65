package io.researchloop.web.dashboard;

import io.researchloop.activities.store.QueueWaits;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.HomeView.Running;
import io.researchloop.web.dashboard.HomeView.Waiting;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.Expected;
import io.researchloop.web.dashboard.view.Forecast;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the home page's rows of what runs and of what waits. */
@Component
class HomeLists {
    private static final int ROWS = 12;

    private final SprintStore sprints;
    private final SprintLines lines;
    private final QueueWaits waits;
    private final Forecasts forecasts;
    private final Clock clock;

    HomeLists(SprintStore sprints, SprintLines lines, QueueWaits waits, Forecasts forecasts, Clock clock) {
        this.sprints = sprints;
        this.lines = lines;
        this.waits = waits;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    record Lists(List<Running> running, List<Waiting> waiting) {}

    Lists read(List<ClusterView> clusters) {
        return new Lists(running(forecasts.now()), waiting(clusters));
    }

    private List<Running> running(Forecast forecast) {
        List<SprintRow> rows =
                sprints.list(only(SprintStatus.RUNNING), null, ROWS).rows();
        List<SprintLine> drawn = lines.of(rows);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new Running(drawn.get(i), forecast.end(rows.get(i))))
                .toList();
    }

    /** What its scheduler has first, then who is in line, in the line's order; what sleeps or was just made last. */
    private List<Waiting> waiting(List<ClusterView> clusters) {
        Map<String, ClusterView> byName =
                clusters.stream().collect(Collectors.toMap(ClusterView::name, cluster -> cluster));
        List<SprintRow> queued = oldest(SprintStatus.QUEUED)
                .sorted(Comparator.comparing(
                        SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
                .toList();
        List<SprintRow> rows = Stream.of(oldest(SprintStatus.SUBMITTED), queued.stream(), oldest(SprintStatus.PENDING))
                .flatMap(each -> each)
                .toList();
        List<SprintLine> drawn = lines.of(rows);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> waiting(
                        rows.get(i), drawn.get(i), byName.get(rows.get(i).cluster())))
                .toList();
    }

    private Waiting waiting(SprintRow row, SprintLine line, @Nullable ClusterView cluster) {
        Expected start = cluster == null ? Expected.TOO_EARLY : cluster.expected(row.id());
        return Waiting.of(row, line, cluster, waits.of(row.id()), start, clock);
    }

    private Stream<SprintRow> oldest(SprintStatus status) {
        return sprints.list(only(status), SprintOrder.OLDEST, null, ROWS).rows().stream();
    }

    private static SprintFilter only(SprintStatus status) {
        return new SprintFilter(null, status, null, null);
    }
}
