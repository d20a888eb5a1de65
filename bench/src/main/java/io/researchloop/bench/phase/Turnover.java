package io.researchloop.bench.phase;

import com.google.gson.JsonObject;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long a slot is empty: from a sprint's completion until the scheduler has the job of the next in the queue. */
public final class Turnover {
    private static final int SPRINTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private Turnover() {}

    /**
     * @param study on a cluster with one slot
     * @param engine in words
     */
    public static void run(Api api, String study, String engine, Report report)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SPRINTS; i++) {
            ids.add(api.createSprint(study, "Nothing, after the one before (" + i + ")."));
        }
        List<JsonObject> ended = new ArrayList<>();
        for (String id : ids) {
            ended.add(Ending.await(api, id, PATIENCE));
        }
        List<Long> gaps = gaps(ended);
        if (gaps.isEmpty()) {
            report.note("A slot's turnover: skipped, the server does not tell the times.");
            return;
        }
        report.figure(
                "completed → the next one's job known, " + engine,
                "p50 " + gaps.get(gaps.size() / 2) + " ms, max " + gaps.get(gaps.size() - 1) + " ms",
                "p50 < 300 ms");
    }

    /** In milliseconds, the shortest first. */
    static List<Long> gaps(List<JsonObject> sprints) {
        List<Hops.Life> lives = sprints.stream()
                .flatMap(sprint -> Hops.life(sprint).stream())
                .sorted(Comparator.comparing(Hops.Life::submitted))
                .toList();
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < lives.size(); i++) {
            Instant before = lives.get(i - 1).completed();
            gaps.add(Duration.between(before, lives.get(i).submitted()).toMillis());
        }
        gaps.sort(null);
        return gaps;
    }
}
