package io.researchloop.web.boot;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.inspection.ClusterInspection;
import io.researchloop.activities.inspection.Finding;
import io.researchloop.activities.store.ClusterListener;
import io.researchloop.web.command.ClusterCheck;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Inspects clusters on threads of its own, so that no request waits on a shell; one look a cluster at a time. */
class ClusterChecks implements ClusterCheck {
    private static final int AT_ONCE = 4;

    private final ClusterInspection inspection;
    private final List<ClusterListener> listeners;
    private final Clock clock;
    private final Map<String, Report> latest = new ConcurrentHashMap<>();
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "cluster-check");
        thread.setDaemon(true);
        return thread;
    });

    ClusterChecks(ClusterInspection inspection, List<ClusterListener> listeners, Clock clock) {
        this.inspection = inspection;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    private record Running(boolean acceptHostKey, CompletableFuture<Report> end) {}

    @Override
    public CompletableFuture<Report> check(ClusterConfig cluster, boolean acceptHostKey) {
        Running mine = new Running(acceptHostKey, new CompletableFuture<>());
        Running before = running.putIfAbsent(cluster.name(), mine);
        if (before == null) {
            Instant begin = clock.instant();
            show(cluster.name(), report(begin, null, List.of()));
            threads.execute(() -> look(cluster, mine, begin));
            return mine.end();
        }
        // A look that takes no keys does not do the work of one that does.
        return acceptHostKey && !before.acceptHostKey()
                ? before.end().handle((report, error) -> report).thenCompose(report -> check(cluster, true))
                : before.end();
    }

    @Override
    public Optional<Report> latest(String cluster) {
        return Optional.ofNullable(latest.get(cluster));
    }

    private void look(ClusterConfig cluster, Running mine, Instant begin) {
        try {
            List<Finding> findings = inspection.inspect(
                    cluster, mine.acceptHostKey(), so -> show(cluster.name(), report(begin, null, so)));
            Report report = report(begin, clock.instant(), findings);
            show(cluster.name(), report);
            running.remove(cluster.name(), mine);
            mine.end().complete(report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine.end().completeExceptionally(new IllegalStateException("the server is shutting down", e));
        } catch (RuntimeException e) {
            latest.remove(cluster.name());
            running.remove(cluster.name(), mine);
            mine.end().completeExceptionally(e);
        }
    }

    private void show(String cluster, Report report) {
        latest.put(cluster, report);
        listeners.forEach(listener -> listener.clusterChanged(cluster));
    }

    private static Report report(Instant begin, @Nullable Instant end, List<Finding> findings) {
        return new Report(
                begin,
                end,
                findings.stream()
                        .map(finding -> new Step(
                                finding.link().words(), status(finding.status()), finding.detail(), finding.fix()))
                        .toList());
    }

    private static Status status(Finding.Status status) {
        return switch (status) {
            case LOOKING -> Status.RUNNING;
            case OK -> Status.OK;
            case WARNING -> Status.WARNING;
            case FAILED -> Status.FAILED;
            case NOT_TRIED -> Status.NOT_TRIED;
        };
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
