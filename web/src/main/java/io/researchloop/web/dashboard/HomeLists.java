package io.researchloop.web.dashboard;

import io.researchloop.activities.store.QueueReasons;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the home page's rows of what runs and of what waits. */
@Component
class HomeLists {
    private static final int ROWS = 12;
    /** An estimate goes by the newest ones: what a study's sprints do changes with time. */
    private static final int FINISHED = 25;

    private final SprintStore sprints;
    private final SprintLines lines;
    private final QueueReasons reasons;
    private final Clock clock;

    HomeLists(SprintStore sprints, SprintLines lines, QueueReasons reasons, Clock clock) {
        this.sprints = sprints;
        this.lines = lines;
        this.reasons = reasons;
        this.clock = clock;
    }

    record Lists(List<Running> running, List<Waiting> waiting) {}

    Lists read(List<ClusterView> clusters) {
        Forecast forecast = new Forecast(
                (study, agent) -> sprints.runTimes(study, agent, FINISHED), clock.instant(), clock.getZone());
        return new Lists(running(forecast), waiting(forecast, clusters));
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
    private List<Waiting> waiting(Forecast forecast, List<ClusterView> clusters) {
        Map<String, ClusterView> byName =
                clusters.stream().collect(Collectors.toMap(ClusterView::name, cluster -> cluster));
        List<SprintRow> queued = oldest(SprintStatus.QUEUED)
                .sorted(Comparator.comparing(
                        SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
                .toList();
        Map<String, Expected> starts = starts(forecast, queued, byName);
        List<SprintRow> rows = Stream.of(oldest(SprintStatus.SUBMITTED), queued.stream(), oldest(SprintStatus.PENDING))
                .flatMap(each -> each)
                .toList();
        List<SprintLine> drawn = lines.of(rows);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> Waiting.of(
                        rows.get(i),
                        drawn.get(i),
                        byName.get(rows.get(i).cluster()),
                        reasons.of(rows.get(i).id()),
                        starts.getOrDefault(rows.get(i).id(), Expected.TOO_EARLY),
                        clock))
                .toList();
    }

    /** Whoever is before a sprint in its line is older, so is among these as well. */
    private Map<String, Expected> starts(Forecast forecast, List<SprintRow> queued, Map<String, ClusterView> clusters) {
        Map<String, Expected> starts = new HashMap<>();
        queued.stream()
                .filter(row -> row.queuePosition() != null)
                .collect(Collectors.groupingBy(SprintRow::cluster))
                .forEach((name, line) -> {
                    ClusterView cluster = clusters.get(name);
                    if (cluster != null && cluster.error() == null) {
                        List<SprintRow> atWork = sprints.atWorkOn(name);
                        int others = sprints.slotHolders(name).size() - atWork.size();
                        starts.putAll(forecast.starts(cluster.slots(), atWork, Math.max(0, others), line));
                    }
                });
        return starts;
    }

    private Stream<SprintRow> oldest(SprintStatus status) {
        return sprints.list(only(status), SprintOrder.OLDEST, null, ROWS).rows().stream();
    }

    private static SprintFilter only(SprintStatus status) {
        return new SprintFilter(null, status, null, null);
    }
}
