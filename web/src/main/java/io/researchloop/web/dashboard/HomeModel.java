package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.HomeView.Need;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads what the home page says. */
@Component
class HomeModel {
    private static final int LIVE_ROWS = 30;
    private static final int ENDED_ROWS = 8;
    private static final Duration FRESH = Duration.ofHours(24);

    private final SprintStore sprints;
    private final ClusterModel clusters;
    private final Configuration configuration;
    private final Spending spending;
    private final NoticeLog notices;
    private final Clock clock;

    HomeModel(
            SprintStore sprints,
            ClusterModel clusters,
            Configuration configuration,
            Spending spending,
            NoticeLog notices,
            Clock clock) {
        this.sprints = sprints;
        this.clusters = clusters;
        this.configuration = configuration;
        this.spending = spending;
        this.notices = notices;
        this.clock = clock;
    }

    HomeView read() {
        Instant now = clock.instant();
        Map<SprintStatus, Integer> counts = sprints.counts();
        List<SprintRow> ended = rows(ENDED_ROWS, SprintStatus.COMPLETED, SprintStatus.FAILED, SprintStatus.CANCELLED)
                .sorted(Comparator.comparing(HomeModel::end).reversed())
                .limit(ENDED_ROWS)
                .toList();
        List<ClusterView> clusterViews = clusters.all();
        return new HomeView(
                counts.values().stream().allMatch(count -> count == 0),
                count(counts, SprintStatus.RUNNING) + count(counts, SprintStatus.SUBMITTED),
                count(counts, SprintStatus.QUEUED) + count(counts, SprintStatus.PENDING),
                (int) ended.stream()
                        .filter(row -> end(row).isAfter(now.minus(FRESH)))
                        .count(),
                needs(ended, clusterViews, now),
                lines(rows(LIVE_ROWS, SprintStatus.RUNNING, SprintStatus.SUBMITTED), now),
                lines(waiting(), now),
                lines(ended.stream(), now),
                clusterViews);
    }

    /** In line first, in the line's order; what sleeps or was just made after it. */
    private Stream<SprintRow> waiting() {
        return rows(LIVE_ROWS, SprintStatus.QUEUED, SprintStatus.PENDING)
                .sorted(Comparator.comparing(
                                SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
                        .thenComparing(SprintRow::createdAt));
    }

    private List<Need> needs(List<SprintRow> ended, List<ClusterView> clusterViews, Instant now) {
        List<Need> needs = new ArrayList<>();
        clusterViews.stream()
                .filter(cluster -> cluster.error() != null)
                .forEach(cluster -> needs.add(new Need(
                        "paused",
                        "Cluster " + cluster.name() + " does not answer",
                        "Its sprints keep their state; it is tried again by itself. Since",
                        cluster.since(),
                        "/dashboard/clusters#" + cluster.name(),
                        "Open cluster")));
        configuration.studies().stream()
                .filter(study -> study.budget().limited())
                .forEach(study -> budget(study).ifPresent(needs::add));
        ended.stream()
                .filter(row -> row.status() == SprintStatus.FAILED && end(row).isAfter(now.minus(FRESH)))
                .map(row -> SprintLine.of(row, now, clock.getZone()))
                .forEach(line -> needs.add(new Need(
                        "failed",
                        line.title(),
                        line.outcome() + ".",
                        line.ended(),
                        "/dashboard/sprints/" + line.id(),
                        "See why")));
        undelivered(now).ifPresent(needs::add);
        return needs;
    }

    /** Empty as long as most of it is left. */
    private Optional<Need> budget(StudyConfig study) {
        Spend spent = spending.ofStudy(study.name());
        if (!study.budget().warns(spent)) {
            return Optional.empty();
        }
        boolean all = study.budget().isSpent(spent);
        return Optional.of(new Need(
                all ? "failed" : "attention",
                all ? "The budget of " + study.name() + " is spent" : "The budget of " + study.name() + " runs low",
                study.budget().words(spent) + (all ? "; nothing new begins." : "."),
                null,
                "/dashboard/studies/" + study.name(),
                "Open study"));
    }

    /** A channel that fails in silence would hide all the others. */
    private Optional<Need> undelivered(Instant now) {
        return notices.inTrouble(1).stream()
                .map(delivery -> new Need(
                        "attention",
                        "Notices do not arrive on " + delivery.channel(),
                        Objects.requireNonNullElse(delivery.error(), "It was given up") + ". Since",
                        When.of(delivery.createdAt(), now, clock.getZone()),
                        "/dashboard/settings#notifications",
                        "See notices"))
                .findFirst();
    }

    private Stream<SprintRow> rows(int limit, SprintStatus... statuses) {
        return Stream.of(statuses)
                .flatMap(status ->
                        sprints.list(new SprintFilter(null, status, null, null), null, limit).rows().stream());
    }

    private List<SprintLine> lines(Stream<SprintRow> rows, Instant now) {
        return rows.map(row -> SprintLine.of(row, now, clock.getZone())).toList();
    }

    private static Instant end(SprintRow row) {
        return Objects.requireNonNullElse(row.completedAt(), row.createdAt());
    }

    private static int count(Map<SprintStatus, Integer> counts, SprintStatus status) {
        return counts.getOrDefault(status, 0);
    }
}
