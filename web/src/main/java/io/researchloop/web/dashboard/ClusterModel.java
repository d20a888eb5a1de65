package io.researchloop.web.dashboard;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.deployment.Deployments;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads how the clusters fare, what is in their slots, and who waits for one. */
@Component
class ClusterModel {
    private static final int QUEUE = 200;

    private final Configuration configuration;
    private final ClusterStates states;
    private final SprintStore sprints;
    private final ClusterCheck check;
    private final Deployments deployments;
    private final Clock clock;

    ClusterModel(
            Configuration configuration,
            ClusterStates states,
            SprintStore sprints,
            ClusterCheck check,
            Deployments deployments,
            Clock clock) {
        this.configuration = configuration;
        this.states = states;
        this.sprints = sprints;
        this.check = check;
        this.deployments = deployments;
        this.clock = clock;
    }

    /** Those that do not answer first. */
    List<ClusterView> all() {
        Map<String, ClusterState> known = states.all();
        List<SprintRow> queued = sprints.list(
                        new SprintFilter(null, SprintStatus.QUEUED, null, null), SprintOrder.OLDEST, null, QUEUE)
                .rows();
        Map<String, Integer> inLine = sprints.inLine();
        return configuration.clusters().stream()
                .map(cluster -> view(cluster, known, queued, inLine.getOrDefault(cluster.name(), 0)))
                .sorted(Comparator.comparing(view -> view.error() == null))
                .toList();
    }

    private ClusterView view(
            ClusterConfig cluster, Map<String, ClusterState> known, List<SprintRow> queued, int inLine) {
        List<SprintRow> queue = queued.stream()
                .filter(row -> row.cluster().equals(cluster.name()) && row.queuePosition() != null)
                .sorted(Comparator.comparing(
                        SprintRow::queuePosition, Comparator.nullsLast(Comparator.<Integer>naturalOrder())))
                .toList();
        return ClusterView.of(
                cluster,
                known.get(cluster.name()),
                sprints.atWorkOn(cluster.name()),
                queue,
                inLine,
                check.latest(cluster.name()).orElse(null),
                deployments.of(cluster.name()).orElse(null),
                clock.instant(),
                clock.getZone());
    }
}
