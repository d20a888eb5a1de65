package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the home page says. */
@Component
class HomeModel {
    private static final int LIVE_ROWS = 12;
    private static final int ENDED_ROWS = 8;
    private static final int FAILED_ROWS = 5;
    /** As far as what ended since the last visit is counted. */
    private static final int COUNTED = 50;
    /** A failure needs somebody for so long, or until the visit after. */
    private static final Duration FRESH = Duration.ofHours(24);

    private final SprintStore sprints;
    private final ClusterModel clusters;
    private final Configuration configuration;
    private final Spending spending;
    private final SpendModel week;
    private final NoticeLog notices;
    private final LoopStore loops;
    private final Clock clock;

    HomeModel(
            SprintStore sprints,
            ClusterModel clusters,
            Configuration configuration,
            Spending spending,
            SpendModel week,
            NoticeLog notices,
            LoopStore loops,
            Clock clock) {
        this.sprints = sprints;
        this.clusters = clusters;
        this.configuration = configuration;
        this.spending = spending;
        this.week = week;
        this.notices = notices;
        this.loops = loops;
        this.clock = clock;
    }

    /** @param lastVisit what ended after it is new; null if this is the first */
    HomeView read(@Nullable Instant lastVisit) {
        Instant now = clock.instant();
        Map<SprintStatus, Integer> counts = sprints.counts();
        List<SprintRow> ended = ended(null, COUNTED);
        List<ClusterView> clusterViews = clusters.all();
        List<Need> needs = needs(lastVisit, clusterViews, now);
        return new HomeView(
                needs.isEmpty() && counts.values().stream().allMatch(count -> count == 0),
                count(counts, SprintStatus.RUNNING) + count(counts, SprintStatus.SUBMITTED),
                count(counts, SprintStatus.QUEUED) + count(counts, SprintStatus.PENDING),
                sinceLastVisit(ended, lastVisit, now),
                needs,
                lines(rows(LIVE_ROWS, SprintStatus.RUNNING, SprintStatus.SUBMITTED), now),
                lines(waiting(), now),
                ended.stream()
                        .limit(ENDED_ROWS)
                        .map(row -> new HomeView.Ended(
                                SprintLine.of(row, now, clock.getZone()),
                                lastVisit != null && end(row).isAfter(lastVisit)))
                        .toList(),
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

    private List<SprintRow> ended(@Nullable SprintStatus status, int limit) {
        return sprints.list(new SprintFilter(null, status, null, null), SprintOrder.ENDED_LAST, null, limit)
                .rows();
    }

    /** In line first, in the line's order; what sleeps or was just made after it. */
    private Stream<SprintRow> waiting() {
        return rows(LIVE_ROWS, SprintStatus.QUEUED, SprintStatus.PENDING)
                .sorted(Comparator.comparing(
                                SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
                        .thenComparing(SprintRow::createdAt));
    }

    private List<Need> needs(@Nullable Instant lastVisit, List<ClusterView> clusterViews, Instant now) {
        List<Need> needs = new ArrayList<>();
        loops.needingApproval(FAILED_ROWS)
                .forEach(loop -> needs.add(new Need(
                        "approval",
                        "An idea of " + loop.studyName() + " needs your approval",
                        "Its loop " + loop.id() + " waits for you.",
                        null,
                        "/dashboard/loops/" + loop.id(),
                        "Open loop")));
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
        Instant fresh = now.minus(FRESH);
        Instant from = lastVisit != null && lastVisit.isBefore(fresh) ? lastVisit : fresh;
        List<SprintRow> failed = ended(SprintStatus.FAILED, COUNTED).stream()
                .filter(row -> end(row).isAfter(from))
                .toList();
        failed.stream()
                .limit(FAILED_ROWS)
                .map(row -> SprintLine.of(row, now, clock.getZone()))
                .forEach(line -> needs.add(new Need(
                        "failed",
                        line.title(),
                        line.outcome() + ".",
                        line.ended(),
                        "/dashboard/sprints/" + line.id(),
                        "See why")));
        int more = failed.size() - FAILED_ROWS;
        if (more > 0) {
            needs.add(new Need(
                    "failed",
                    more + " more failed",
                    "The list has all of them.",
                    null,
                    "/dashboard/sprints?status=failed&sort=ended_last",
                    "Open list"));
        }
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
