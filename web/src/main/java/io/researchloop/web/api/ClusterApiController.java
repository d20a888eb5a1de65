package io.researchloop.web.api;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clusters, how they fare, and whether they can be used. */
@RestController
class ClusterApiController {
    private static final int CHECK_SECONDS = 60;

    private final Configuration configuration;
    private final ClusterStates states;
    private final SprintStore sprints;
    private final ClusterCheck check;

    ClusterApiController(Configuration configuration, ClusterStates states, SprintStore sprints, ClusterCheck check) {
        this.configuration = configuration;
        this.states = states;
        this.sprints = sprints;
        this.check = check;
    }

    /**
     * @param slotsInUse sprints that hold one of {@code maxConcurrentJobs} slots
     * @param pausedSince since when the cluster does not answer; null while it does, or was never asked
     */
    record ClusterJson(
            String name,
            String schedulerType,
            @Nullable String host,
            int port,
            @Nullable String user,
            String workingDir,
            int maxConcurrentJobs,
            int slotsInUse,
            @Nullable Instant lastPollAt,
            @Nullable Instant reachableSince,
            @Nullable Instant pausedSince,
            @Nullable String lastError) {}

    record ClusterList(List<ClusterJson> clusters) {}

    record CheckedCluster(String name, boolean ok, List<ClusterCheck.Step> steps) {}

    @GetMapping("/api/clusters")
    ClusterList list() {
        Map<String, ClusterState> known = states.all();
        return new ClusterList(configuration.clusters().stream()
                .map(cluster -> json(cluster, known.get(cluster.name())))
                .toList());
    }

    @PostMapping("/api/clusters/{name}/check")
    CompletableFuture<CheckedCluster> check(@PathVariable String name) {
        ClusterConfig cluster = configuration.cluster(name).orElseThrow(() -> Rejection.unknown("Cluster not found"));
        return check.check(cluster)
                .completeOnTimeout(
                        new ClusterCheck.Report(
                                false,
                                List.of(new ClusterCheck.Step(
                                        "answer", false, "No answer within " + CHECK_SECONDS + " seconds"))),
                        CHECK_SECONDS,
                        TimeUnit.SECONDS)
                .thenApply(report -> new CheckedCluster(name, report.ok(), report.steps()));
    }

    private ClusterJson json(ClusterConfig cluster, @Nullable ClusterState state) {
        return new ClusterJson(
                cluster.name(),
                cluster.schedulerType().name().toLowerCase(Locale.ROOT),
                cluster.host(),
                cluster.port(),
                cluster.user(),
                cluster.workingDir(),
                cluster.maxConcurrentJobs(),
                sprints.slotHolders(cluster.name()).size(),
                state == null ? null : state.lastPollAt(),
                state == null ? null : state.reachableSince(),
                state == null ? null : state.pausedSince(),
                state == null ? null : state.lastError());
    }
}
