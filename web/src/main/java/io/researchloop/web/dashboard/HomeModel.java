package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.HomeView.Need;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the home page says. */
@Component
class HomeModel {
    private static final int ENDED_ROWS = 8;
    /** As far as what ended since the last visit is counted. */
    private static final int COUNTED = 50;

    private final SprintStore sprints;
    private final SprintLines lines;
    private final HomeLists lists;
    private final ClusterModel clusters;
    private final Configuration configuration;
    private final Needs needs;
    private final SpendModel week;
    private final Clock clock;

    HomeModel(
            SprintStore sprints,
            SprintLines lines,
            HomeLists lists,
            ClusterModel clusters,
            Configuration configuration,
            Needs needs,
            SpendModel week,
            Clock clock) {
        this.sprints = sprints;
        this.lines = lines;
        this.lists = lists;
        this.clusters = clusters;
        this.configuration = configuration;
        this.needs = needs;
        this.week = week;
        this.clock = clock;
    }

    /** @param lastVisit what ended after it is new; null if this is the first */
    HomeView read(@Nullable Instant lastVisit) {
        Instant now = clock.instant();
        Map<SprintStatus, Integer> counts = sprints.counts();
        List<SprintRow> ended = ended();
        List<ClusterView> clusterViews = clusters.all();
        HomeLists.Lists live = lists.read(clusterViews);
        List<Need> needing = needs.read(lastVisit);
        return new HomeView(
                needing.isEmpty() && counts.values().stream().allMatch(count -> count == 0),
                count(counts, SprintStatus.RUNNING),
                count(counts, SprintStatus.SUBMITTED, SprintStatus.QUEUED, SprintStatus.PENDING),
                sinceLastVisit(ended, lastVisit, now),
                needing,
                live.running(),
                live.waiting(),
                endedRows(ended.subList(0, Math.min(ENDED_ROWS, ended.size())), lastVisit),
                week.week(now, clock.getZone()),
                clusterViews,
                configuration.studies().stream().anyMatch(StudyConfig::allowLoop));
    }

    private HomeView.@Nullable News sinceLastVisit(List<SprintRow> ended, @Nullable Instant lastVisit, Instant now) {
        if (lastVisit == null) {
            return null;
        }
        int count =
                (int) ended.stream().filter(row -> end(row).isAfter(lastVisit)).count();
        return new HomeView.News(
                count == COUNTED ? count + " or more" : String.valueOf(count),
                count > 0,
                When.of(lastVisit, now, clock.getZone()));
    }

    private List<SprintRow> ended() {
        return sprints.list(SprintFilter.ALL, SprintOrder.ENDED_LAST, null, COUNTED)
                .rows();
    }

    private List<HomeView.Ended> endedRows(List<SprintRow> rows, @Nullable Instant lastVisit) {
        List<SprintLine> drawn = lines.of(rows);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new HomeView.Ended(
                        drawn.get(i), lastVisit != null && end(rows.get(i)).isAfter(lastVisit)))
                .toList();
    }

    private static Instant end(SprintRow row) {
        return Objects.requireNonNullElse(row.completedAt(), row.createdAt());
    }

    private static int count(Map<SprintStatus, Integer> counts, SprintStatus... statuses) {
        return Stream.of(statuses)
                .mapToInt(status -> counts.getOrDefault(status, 0))
                .sum();
    }
}
