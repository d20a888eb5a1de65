package io.researchloop.bench.phase;

import com.google.gson.JsonObject;
import io.researchloop.bench.http.Api;
import io.researchloop.bench.load.Histogram;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Whole sprints whose agent does nothing, one after the other, from the POST until the API says "completed". */
public final class InstantSprints {
    private static final int WARM_UP = 2;
    private static final int SPRINTS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private InstantSprints() {}

    /** @param engine in words */
    public static void run(Api api, String study, String engine, Report report)
            throws IOException, InterruptedException {
        Histogram whole = new Histogram();
        List<Hops> hops = new ArrayList<>();
        for (int i = 0; i < WARM_UP + SPRINTS; i++) {
            long began = System.nanoTime();
            JsonObject sprint =
                    Ending.await(api, api.createSprint(study, "Nothing, to see what it costs (" + i + ")."), PATIENCE);
            if (i >= WARM_UP) {
                whole.record((System.nanoTime() - began) / 1_000);
                Hops.of(sprint).ifPresent(hops::add);
            }
        }
        report.figure(
                "instant sprint, POST → completed, " + engine,
                "p50 " + millis(whole.percentileMicros(50)) + ", max " + millis(whole.maxMicros()) + " (" + SPRINTS
                        + " sprints)",
                "p50 < 1500 ms");
        if (hops.isEmpty()) {
            report.note("The hops of a sprint: skipped, the server does not tell their times.");
            return;
        }
        hop(
                report,
                "— created → job known to the scheduler",
                hops,
                hop -> hop.toSlot().plus(hop.toJob()),
                "< 250 ms");
        hop(report, "— created → slot granted", hops, Hops::toSlot, "");
        hop(report, "— slot → job submitted", hops, Hops::toJob, "");
        hop(report, "— submitted → first step", hops, Hops::toFirstStep, "");
        hop(report, "— the agent's steps", hops, Hops::inSteps, "");
        hop(report, "— last step → completed", hops, Hops::toEnd, "");
        hop(
                report,
                "— engine: to the slot, and to the end",
                hops,
                hop -> hop.toSlot().plus(hop.toEnd()),
                "< 300 ms");
    }

    private static void hop(Report report, String name, List<Hops> hops, Function<Hops, Duration> part, String target) {
        List<Long> sorted =
                hops.stream().map(hop -> part.apply(hop).toMillis()).sorted().toList();
        report.figure(name, "p50 " + sorted.get(sorted.size() / 2) + " ms", target);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.0f ms", micros / 1000.0);
    }
}
