package io.researchloop.bench.phase;

import com.google.gson.JsonElement;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.load.Load;
import io.researchloop.bench.load.LoadPlan;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/** The newest 50 sprints, and sprints one by one. */
public final class Reads {
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final List<Integer> CONNECTIONS = List.of(1, 16);

    /** So many that a server hardly keeps them all. */
    private static final int PAGES = 200;

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
        List<byte[]> pages = pages(api);
        if (!pages.isEmpty()) {
            report.load(
                    "list, each time another 50 of " + size,
                    Load.run(api.address(), pages, LoadPlan.forTime(16, WARM_UP, time)),
                    "");
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

    /** Pages that begin at different sprints; none where a server does not page. */
    private static List<byte[]> pages(Api api) throws IOException {
        JsonElement cursor = api.get("/api/sprints?limit=50").get("next_cursor");
        if (cursor == null || cursor.isJsonNull()) {
            return List.of();
        }
        return LongStream.range(0, PAGES)
                .map(page -> cursor.getAsLong() - page)
                .filter(from -> from > 0)
                .mapToObj(from -> api.format().get("/api/sprints?limit=50&cursor=" + from))
                .toList();
    }
}
