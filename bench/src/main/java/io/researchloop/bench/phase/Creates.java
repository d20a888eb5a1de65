package io.researchloop.bench.phase;

import io.researchloop.bench.http.Api;
import io.researchloop.bench.load.Load;
import io.researchloop.bench.load.LoadPlan;
import io.researchloop.bench.load.LoadResult;
import io.researchloop.bench.report.Report;
import java.time.Duration;
import java.util.List;

/** New sprints. */
public final class Creates {
    private static final String IDEA =
            "Compare the effect of cosine and linear learning-rate schedules on a small transformer, with five seeds each.";

    private Creates() {}

    /** With the engine running, so that each new sprint's workflow starts meanwhile, as it does in earnest. */
    public static void run(Api api, String study, Duration time, Report report) throws InterruptedException {
        List<byte[]> request = request(api, study);
        // Not counted: the first ones meet code that was never run.
        Load.run(api.address(), request, LoadPlan.forRequests(4, 50, time));
        for (int connections : List.of(1, 4, 16, 64, 256)) {
            long requests = Math.max(100, 2L * connections);
            report.load(
                    "create a sprint",
                    Load.run(api.address(), request, LoadPlan.forRequests(connections, requests, time)),
                    switch (connections) {
                        case 1 -> "p50 < 15 ms";
                        case 256 -> "no error";
                        default -> "";
                    });
        }
    }

    /** Fills a store. */
    public static void seed(Api api, String study, int sprints, Report report) throws InterruptedException {
        LoadPlan plan = LoadPlan.forRequests(16, sprints, Duration.ofMinutes(2));
        LoadResult result = Load.run(api.address(), request(api, study), plan);
        report.load("create, engine away (fills the store)", result, "");
    }

    private static List<byte[]> request(Api api, String study) {
        return List.of(
                api.format().post("/api/sprints", Api.newSprint(study, IDEA).toString()));
    }
}
