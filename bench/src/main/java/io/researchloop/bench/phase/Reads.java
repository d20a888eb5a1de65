package io.researchloop.bench.phase;

import io.researchloop.bench.http.Api;
import io.researchloop.bench.load.Load;
import io.researchloop.bench.load.LoadPlan;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The newest 50 sprints, and sprints one by one. */
public final class Reads {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final List<Integer> CONNECTIONS = List.of(1, 16);

    private Reads() {}

    /** @param size how many sprints there are, in words */
    public static void run(Api api, String size, Duration time, Report report)
            throws IOException, InterruptedException {
        List<byte[]> list = List.of(api.format().get("/api/sprints?limit=50"));
        for (int connections : CONNECTIONS) {
            report.load(
                    "list, 50 of " + size,
                    Load.run(api.address(), list, LoadPlan.forTime(connections, WARM_UP, time)),
                    connections == 16 ? "≥ 2000/s" : "");
        }
        List<byte[]> sprints = api.sprintIds(50).stream()
                .map(id -> api.format().get("/api/sprints/" + Api.segment(id)))
                .toList();
        if (sprints.isEmpty()) {
            report.note("get: skipped, the server has no sprint.");
            return;
        }
        for (int connections : CONNECTIONS) {
            report.load(
                    "get one sprint",
                    Load.run(api.address(), sprints, LoadPlan.forTime(connections, WARM_UP, time)),
                    "");
        }
    }
}
