package io.researchloop.bench.phase;

import com.google.gson.JsonObject;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.report.Report;
import io.researchloop.bench.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What it costs to look after many jobs to which nothing happens: the processor time of a minute. */
public final class LiveJobs {
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private LiveJobs() {}

    /**
     * @param study on a cluster with a slot for each, whose jobs wait
     * @param where engine and cluster, in words
     */
    public static void run(OwnServer server, String study, int count, String where, Report report)
            throws IOException, InterruptedException {
        Api api = server.api();
        Optional<Duration> idle = spent(server, MINUTE);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(api.createSprint(study, "Wait, and be looked after (" + i + ")."));
        }
        try {
            awaitLive(api, ids);
            Thread.sleep(SETTLED.toMillis());
            Optional<Duration> busy = spent(server, MINUTE);
            if (idle.isEmpty() || busy.isEmpty()) {
                report.note("Live jobs: skipped, this system does not tell a process's time.");
                return;
            }
            report.figure("server's processor time a minute, no jobs", seconds(idle.get()), "");
            report.figure(
                    "server's processor time a minute, " + count + " live jobs, " + where, seconds(busy.get()), "");
        } finally {
            for (String id : ids) {
                api.post("/api/sprints/" + id + "/cancel", new JsonObject());
            }
        }
        for (String id : ids) {
            Ending.awaitAny(api, id, PATIENCE);
        }
    }

    private static void awaitLive(Api api, List<String> ids) throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (String id : ids) {
            while (true) {
                JsonObject sprint = api.sprint(id);
                String status = sprint.get("status").getAsString();
                if (Hops.hasJob(sprint)) {
                    break;
                }
                if (Ending.ended(status) || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IOException("the sprint " + id + " is " + status
                            + ", and its job should be live; is max_concurrent_jobs at least " + ids.size() + "?");
                }
                Thread.sleep(100);
            }
        }
    }

    private static Optional<Duration> spent(OwnServer server, Duration time) throws InterruptedException {
        Optional<Duration> before = server.processorTime();
        Thread.sleep(time.toMillis());
        return server.processorTime().flatMap(after -> before.map(after::minus));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
