package io.researchloop.web.boot;

import io.researchloop.activities.cluster.ClusterInspection;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.web.api.ClusterCheck;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Inspects clusters on threads of its own, so that no request waits on a shell. */
class ClusterChecks implements ClusterCheck {
    private final ClusterInspection inspection;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "cluster-check");
        thread.setDaemon(true);
        return thread;
    });

    ClusterChecks(ClusterInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public CompletableFuture<Report> check(ClusterConfig cluster) {
        return CompletableFuture.supplyAsync(() -> report(cluster), threads);
    }

    private Report report(ClusterConfig cluster) {
        try {
            List<Step> steps = inspection.inspect(cluster).stream()
                    .map(finding -> new Step(finding.name(), finding.ok(), finding.detail()))
                    .toList();
            return new Report(steps.stream().allMatch(Step::ok), steps);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is shutting down", e);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
