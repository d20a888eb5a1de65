package io.researchloop.web.dashboard;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.deployment.Deployments;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.Spending.Ended;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.Expected;
import io.researchloop.web.dashboard.view.Forecast;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how the clusters fare, what is in their slots, and who waits for one. */
@Component
class ClusterModel {
    private static final int QUEUE = 200;
    private static final Duration LATELY = Duration.ofDays(7);

    private final Configuration configuration;
    private final ClusterStates states;
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final ClusterCheck check;
    private final Deployments deployments;
    private final Spending spending;
    private final Forecasts forecasts;
    private final Clock clock;

    ClusterModel(
            Configuration configuration,
            ClusterStates states,
            SprintStore sprints,
            Tweaks tweaks,
            ClusterCheck check,
            Deployments deployments,
            Spending spending,
            Forecasts forecasts,
            Clock clock) {
        this.configuration = configuration;
        this.states = states;
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.check = check;
        this.deployments = deployments;
        this.spending = spending;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /** Those that do not answer first. */
    List<ClusterView> all() {
        return all(Map.of());
    }

    /** With what has ended on each lately. */
    ClustersView page() {
        return new ClustersView(all(spending.endedByCluster(clock.instant().minus(LATELY))));
    }

    private List<ClusterView> all(Map<String, Ended> ended) {
        Map<String, ClusterState> known = states.all();
        List<SprintRow> queued = sprints.list(
                        new SprintFilter(null, SprintStatus.QUEUED, null, null), SprintOrder.OLDEST, null, QUEUE)
                .rows();
        Map<String, Integer> inLine = sprints.inLine();
        Forecast forecast = forecasts.now();
        return configuration.clusters().stream()
                .map(cluster -> view(
                        cluster,
                        known.get(cluster.name()),
                        queued,
                        inLine.getOrDefault(cluster.name(), 0),
                        ended.get(cluster.name()),
                        forecast))
                .sorted(Comparator.comparing(view -> view.error() == null))
                .toList();
    }

    private ClusterView view(
            ClusterConfig cluster,
            @Nullable ClusterState state,
            List<SprintRow> queued,
            int inLine,
            @Nullable Ended ended,
            Forecast forecast) {
        List<SprintRow> queue = queued.stream()
                .filter(row -> row.cluster().equals(cluster.name()) && row.queuePosition() != null)
                .sorted(Comparator.comparing(
                        SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
                .toList();
        List<SprintRow> atWork = sprints.atWorkOn(cluster.name());
        List<TweakRow> tweaking = tweaks.atWorkOn(cluster.name());
        return ClusterView.of(
                cluster,
                state,
                atWork,
                tweaking,
                queue,
                inLine,
                ended,
                expected(cluster, state, atWork, tweaking.size(), queue, forecast),
                check.latest(cluster.name()).orElse(null),
                deployments.of(cluster.name()).orElse(null),
                clock.instant(),
                clock.getZone());
    }

    /** When those at work end, and when those in line get a slot: not while the cluster does not answer. */
    private Map<String, Expected> expected(
            ClusterConfig cluster,
            @Nullable ClusterState state,
            List<SprintRow> atWork,
            int others,
            List<SprintRow> queue,
            Forecast forecast) {
        if (state != null && state.pausedSince() != null) {
            return Map.of();
        }
        Map<String, Expected> expected = new HashMap<>();
        if (!queue.isEmpty()) {
            expected.putAll(forecast.starts(cluster.maxConcurrentJobs(), atWork, others, queue));
        }
        atWork.stream()
                .filter(row -> row.status() == SprintStatus.RUNNING)
                .forEach(row -> expected.put(row.id(), forecast.end(row)));
        return expected;
    }
}
