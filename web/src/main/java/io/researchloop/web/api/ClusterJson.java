package io.researchloop.web.api;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.deployment.Deployment;
import io.researchloop.activities.deployment.Deployments;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.SprintStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A cluster as the API shows it.
 *
 * @param slotsInUse sprints and tweaks that hold one of {@code maxConcurrentJobs} slots
 * @param queued sprints in line for one; who sleeps until a usage limit is lifted is not
 * @param state {@code reachable}, {@code paused} or {@code unknown}
 * @param pausedSince since when it does not answer; null while it does, or was never asked
 * @param deployment what is on its way there, or was last; null if nothing was since this server started
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
        int queued,
        String state,
        @Nullable Instant lastPollAt,
        @Nullable Instant reachableSince,
        @Nullable Instant pausedSince,
        @Nullable String lastError,
        @Nullable DeploymentJson deployment) {

    /**
     * @param what {@code runner} or {@code runtime}
     * @param state {@code sending}, {@code waiting}, {@code installing}, {@code ready} or {@code failed}
     */
    record DeploymentJson(
            String what,
            String state,
            long bytes,
            long total,
            Instant since,
            @Nullable String error) {
        static DeploymentJson of(Deployment deployment) {
            return new DeploymentJson(
                    deployment.what(),
                    deployment.phase().name().toLowerCase(Locale.ROOT),
                    deployment.bytes(),
                    deployment.total(),
                    deployment.since(),
                    deployment.error());
        }
    }

    /** Reads them from the store. */
    @Component
    static class Reader {
        private final SprintStore sprints;
        private final Deployments deployments;

        Reader(SprintStore sprints, Deployments deployments) {
            this.sprints = sprints;
            this.deployments = deployments;
        }

        List<ClusterJson> read(List<ClusterConfig> clusters, Map<String, ClusterState> states) {
            Map<String, Integer> inLine = sprints.inLine();
            return clusters.stream()
                    .map(cluster -> json(cluster, states.get(cluster.name()), inLine.getOrDefault(cluster.name(), 0)))
                    .toList();
        }

        private ClusterJson json(ClusterConfig cluster, @Nullable ClusterState state, int queued) {
            return new ClusterJson(
                    cluster.name(),
                    cluster.schedulerType().name().toLowerCase(Locale.ROOT),
                    cluster.host(),
                    cluster.port(),
                    cluster.user(),
                    cluster.workingDir(),
                    cluster.maxConcurrentJobs(),
                    sprints.slotHolders(cluster.name()).size(),
                    queued,
                    word(state),
                    state == null ? null : state.lastPollAt(),
                    state == null ? null : state.reachableSince(),
                    state == null ? null : state.pausedSince(),
                    state == null ? null : state.lastError(),
                    deployments.of(cluster.name()).map(DeploymentJson::of).orElse(null));
        }

        private static String word(@Nullable ClusterState state) {
            if (state == null || (state.pausedSince() == null && state.reachableSince() == null)) {
                return "unknown";
            }
            return state.pausedSince() == null ? "reachable" : "paused";
        }
    }
}
