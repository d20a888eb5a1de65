package io.researchloop.web.api;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.command.ClusterCheck.Report;
import io.researchloop.web.command.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The clusters, how they fare, and whether they can be used. */
@RestController
class ClusterApiController {
    /** Then the answer is what is known so far. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Configuration configuration;
    private final ClusterStates states;
    private final ClusterCheck check;
    private final ClusterJson.Reader reader;

    ClusterApiController(
            Configuration configuration, ClusterStates states, ClusterCheck check, ClusterJson.Reader reader) {
        this.configuration = configuration;
        this.states = states;
        this.check = check;
        this.reader = reader;
    }

    record ClusterList(List<ClusterJson> clusters) {}

    /** @param acceptHostKey true: a host key that is not known yet is accepted */
    record CheckBody(@Nullable Boolean acceptHostKey) {}

    /**
     * @param ok true if it has ended, and nothing is broken
     * @param running true while links are still tried
     * @param steps in the order in which they are tried
     */
    record CheckedCluster(
            String name,
            boolean ok,
            boolean running,
            Instant startedAt,
            @Nullable Instant finishedAt,
            List<CheckedLink> steps) {}

    /**
     * @param ok false if it is broken, was not tried, or is still looked at
     * @param status {@code ok}, {@code warning}, {@code failed}, {@code not_tried} or {@code running}
     * @param fix what to do; empty if there is nothing to do
     */
    record CheckedLink(String name, boolean ok, String status, String detail, String fix) {}

    @GetMapping("/api/clusters")
    ClusterList list() {
        return new ClusterList(reader.read(configuration.clusters(), states.all()));
    }

    /** Answers at the end of the check; with {@code wait=false} at once, and GET tells how far it is. */
    @PostMapping("/api/clusters/{name}/check")
    DeferredResult<ResponseEntity<CheckedCluster>> check(
            @PathVariable String name,
            @RequestParam(defaultValue = "true") boolean wait,
            @RequestBody(required = false) @Nullable CheckBody body) {
        ClusterConfig cluster = cluster(name);
        boolean accept = body != null && Boolean.TRUE.equals(body.acceptHostKey());
        CompletableFuture<Report> end = check.check(cluster, accept);
        DeferredResult<ResponseEntity<CheckedCluster>> answer = new DeferredResult<>(LONGEST.toMillis());
        if (!wait) {
            answer.setResult(ResponseEntity.accepted().body(soFar(name).orElseThrow()));
            return answer;
        }
        answer.onTimeout(() -> soFar(name).map(ResponseEntity::ok).ifPresent(answer::setResult));
        CompletableFuture<?> unused = end.whenComplete((report, error) -> {
            if (report != null) {
                answer.setResult(ResponseEntity.ok(json(name, report)));
            } else if (error != null) {
                answer.setErrorResult(error);
            }
        });
        return answer;
    }

    @GetMapping("/api/clusters/{name}/check")
    CheckedCluster checked(@PathVariable String name) {
        String known = cluster(name).name();
        return soFar(known).orElseThrow(() -> Rejection.unknown("This server has not checked the cluster yet"));
    }

    private ClusterConfig cluster(String name) {
        return configuration.cluster(name).orElseThrow(() -> Rejection.unknown("Cluster not found"));
    }

    private Optional<CheckedCluster> soFar(String name) {
        return check.latest(name).map(report -> json(name, report));
    }

    private static CheckedCluster json(String name, Report report) {
        return new CheckedCluster(
                name,
                report.ok(),
                report.end() == null,
                report.begin(),
                report.end(),
                report.steps().stream()
                        .map(step -> new CheckedLink(
                                step.name(),
                                step.ok(),
                                step.status().name().toLowerCase(Locale.ROOT),
                                step.detail(),
                                step.fix()))
                        .toList());
    }
}
