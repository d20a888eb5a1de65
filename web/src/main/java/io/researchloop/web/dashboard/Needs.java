package io.researchloop.web.dashboard;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.OfferedIdea;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.HomeView.Need;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.web.dashboard.view.Words;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a person should look at: a few rows of small tables, as every page says how many there are. */
@Component
class Needs {
    private static final int SHOWN = 5;
    private static final int FAILED = 50;
    /** A failure needs somebody for so long, or until the visit after. */
    private static final Duration FRESH = Duration.ofHours(24);

    private final SprintStore sprints;
    private final ClusterStates states;
    private final Configuration configuration;
    private final Spending spending;
    private final NoticeLog notices;
    private final LoopStore loops;
    private final Clock clock;

    Needs(
            SprintStore sprints,
            ClusterStates states,
            Configuration configuration,
            Spending spending,
            NoticeLog notices,
            LoopStore loops,
            Clock clock) {
        this.sprints = sprints;
        this.states = states;
        this.configuration = configuration;
        this.spending = spending;
        this.notices = notices;
        this.loops = loops;
        this.clock = clock;
    }

    /**
     * As many as {@link #read} has, without reading a sprint.
     *
     * @param lastVisit null if this is the first
     */
    int count(@Nullable Instant lastVisit) {
        Instant now = clock.instant();
        // Those that are not shown are one together.
        int failed = sprints.endedSince(SprintStatus.FAILED, failedSince(lastVisit, now), SHOWN + 1);
        return inTime(now).size() + failed + (undelivered(now).isPresent() ? 1 : 0);
    }

    /** What waits longest for an answer first. */
    List<Need> read(@Nullable Instant lastVisit) {
        Instant now = clock.instant();
        List<Need> needs = inTime(now);
        failures(needs, failedSince(lastVisit, now), now);
        undelivered(now).ifPresent(needs::add);
        return needs;
    }

    /** What can still be helped. */
    private List<Need> inTime(Instant now) {
        List<Need> needs = new ArrayList<>();
        loops.offered(SHOWN).forEach(idea -> needs.add(approval(idea, now)));
        silentClusters(needs, now);
        configuration.studies().stream()
                .filter(study -> study.budget().limited())
                .forEach(study -> budget(study).ifPresent(needs::add));
        return needs;
    }

    private static Instant failedSince(@Nullable Instant lastVisit, Instant now) {
        Instant fresh = now.minus(FRESH);
        return lastVisit != null && lastVisit.isBefore(fresh) ? lastVisit : fresh;
    }

    private Need approval(OfferedIdea idea, Instant now) {
        return new Need(
                "approval",
                "Approve idea " + idea.position() + " of " + idea.loopId(),
                "“" + Words.title(idea.idea()) + "” Asked",
                When.of(idea.since(), now, clock.getZone()),
                "/dashboard/loops/" + idea.loopId() + "#idea-" + idea.position(),
                "Review idea");
    }

    private void silentClusters(List<Need> needs, Instant now) {
        Map<String, ClusterState> known = states.all();
        for (ClusterConfig cluster : configuration.clusters()) {
            ClusterState state = known.get(cluster.name());
            if (state != null && state.pausedSince() != null) {
                needs.add(new Need(
                        "paused",
                        "Cluster " + cluster.name() + " does not answer",
                        "Its sprints keep their state; it is tried again by itself. Since",
                        When.of(state.pausedSince(), now, clock.getZone()),
                        "/dashboard/clusters#" + cluster.name(),
                        "Open cluster"));
            }
        }
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

    private void failures(List<Need> needs, Instant from, Instant now) {
        List<SprintRow> failed = sprints
                .list(new SprintFilter(null, SprintStatus.FAILED, null, null), SprintOrder.ENDED_LAST, null, FAILED)
                .rows()
                .stream()
                .filter(row -> Objects.requireNonNullElse(row.completedAt(), row.createdAt())
                        .isAfter(from))
                .toList();
        failed.stream()
                .limit(SHOWN)
                .map(row -> SprintLine.of(row, now, clock.getZone()))
                .forEach(line -> needs.add(new Need(
                        "failed",
                        line.title(),
                        line.outcome().endsWith("…") ? line.outcome() : line.outcome() + ".",
                        line.ended(),
                        "/dashboard/sprints/" + line.id(),
                        "See why")));
        int more = failed.size() - SHOWN;
        if (more > 0) {
            needs.add(new Need(
                    "failed",
                    more + " more failed",
                    "The list has all of them.",
                    null,
                    "/dashboard/sprints?status=failed&sort=ended_last",
                    "Open list"));
        }
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
}
