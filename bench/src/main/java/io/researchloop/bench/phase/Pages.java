package io.researchloop.bench.phase;

import io.researchloop.bench.http.Api;
import io.researchloop.bench.http.Connection;
import io.researchloop.bench.http.Dashboard;
import io.researchloop.bench.load.Histogram;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The dashboard's pages, one after the other over one connection, as one person opens them. */
public final class Pages {
    private static final int WARM_UP = 200;
    private static final int TIMES = 100;
    /** What a runner sends of its log at most. */
    private static final int TAIL = 16 * 1024;

    /** As the tool log has a call and the agent's words. */
    private static final String LINES = """
            2026-01-31 12:00:00  Bash: python3 train.py --depth 8 --rate 0.01 --epoch %1$d --out results/%1$d.json
            2026-01-31 12:00:09  Epoch %1$d: loss 0.4711, accuracy 0.8150. It still gets better, so I go on with the rate.
            """;

    private Pages() {}

    /**
     * Those that show many sprints, and one of them.
     *
     * @param study with sprints
     */
    public static void ofMany(Api api, Dashboard dashboard, String study, Report report)
            throws IOException, InterruptedException {
        String sprint = "/dashboard/sprints/" + api.sprintIds(1).get(0);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("home", "/dashboard/");
        pages.put("sprints", "/dashboard/sprints");
        pages.put("sprints, searched", "/dashboard/sprints?q=bench");
        pages.put("studies", "/dashboard/studies");
        pages.put("study", "/dashboard/studies/" + study);
        pages.put("new sprint", "/dashboard/new");
        pages.put("sprint", sprint);
        pages.put("sprint, attempts", sprint + "/attempts");
        pages.put("loops", "/dashboard/loops");
        pages.put("clusters", "/dashboard/clusters");
        pages.put("settings", "/dashboard/settings");
        measure(dashboard, pages, report);
    }

    /** Those of a sprint at work with a long log, which its heartbeats bring. */
    public static void ofLongLog(Api api, Dashboard dashboard, Runner runner, int megabytes, Report report)
            throws IOException, InterruptedException {
        report.say("a log of " + megabytes + " MB, by heartbeats");
        long size = grow(api, runner, megabytes * 1024L * 1024);
        String sprint = "/dashboard/sprints/" + runner.sprintId();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("sprint at work", sprint);
        pages.put("its log of " + megabytes + " MB, the end", sprint + "/log");
        pages.put("its log, from the middle", sprint + "/log?before=" + size / 2);
        pages.put("its output", sprint + "/output");
        measure(dashboard, pages, report);
    }

    private static long grow(Api api, Runner runner, long size) throws IOException {
        long written = 0;
        try (Connection connection = new Connection(api.address())) {
            for (int line = 0; written < size; ) {
                StringBuilder tail = new StringBuilder();
                while (tail.length() < TAIL - 2 * LINES.length()) {
                    tail.append(String.format(Locale.ROOT, LINES, line++));
                }
                written += tail.length();
                byte[] beat = runner.format(api.address())
                        .post("/api/webhook/heartbeat", Heartbeats.withLog(runner.sprintId(), tail.toString()));
                if (connection.status(beat) != 200) {
                    throw new IOException("a heartbeat of " + runner.sprintId() + " was refused");
                }
            }
        }
        return written;
    }

    private static void measure(Dashboard dashboard, Map<String, String> pages, Report report)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Histogram latencies = new Histogram();
            for (int i = 0; i < WARM_UP + TIMES; i++) {
                long began = System.nanoTime();
                dashboard.open(page.getValue());
                if (i >= WARM_UP) {
                    latencies.record((System.nanoTime() - began) / 1_000);
                }
            }
            report.figure(
                    "page: " + page.getKey(),
                    String.format(
                            Locale.ROOT,
                            "p50 %.1f ms, p99 %.1f ms",
                            latencies.percentileMicros(50) / 1e3,
                            latencies.percentileMicros(99) / 1e3),
                    "p50 < 15 ms");
        }
    }
}
