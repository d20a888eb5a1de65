package io.researchloop.bench.report;

import io.researchloop.bench.load.Histogram;
import io.researchloop.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Gathers the numbers of a run. What a phase finds is said on standard error at once: a run takes minutes. */
public final class Report {
    private final Table loads =
            new Table("Requests", "c", "ok", "per second", "p50 ms", "p90 ms", "p99 ms", "max ms", "errors", "target");
    private final Table figures = new Table("Figure", "measured", "target");
    private final List<String> notes = new ArrayList<>();

    public void load(String name, LoadResult result, String target) {
        Histogram latencies = result.latencies();
        loads.row(
                name,
                String.valueOf(result.connections()),
                String.valueOf(latencies.count()),
                String.format(Locale.ROOT, "%.0f", result.perSecond()),
                millis(latencies, 50),
                millis(latencies, 90),
                millis(latencies, 99),
                millis(latencies, 100),
                result.errorText(),
                target);
        say(String.format(
                Locale.ROOT,
                "%s, c=%d: %.0f/s, p50 %s ms, p99 %s ms, errors %s",
                name,
                result.connections(),
                result.perSecond(),
                millis(latencies, 50),
                millis(latencies, 99),
                result.errorText()));
    }

    public void figure(String name, String measured, String target) {
        figures.row(name, measured, target);
        say(name + ": " + measured);
    }

    /** What a reader must know to read the numbers, for example what was skipped and why. */
    public void note(String text) {
        notes.add(text);
        say(text);
    }

    /** For someone who waits. */
    public void say(String text) {
        System.err.println("  " + text);
    }

    public String render() {
        StringBuilder text = new StringBuilder();
        if (!loads.isEmpty()) {
            text.append(loads.render()).append('\n');
        }
        if (!figures.isEmpty()) {
            text.append(figures.render()).append('\n');
        }
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private static String millis(Histogram latencies, double percentile) {
        if (latencies.count() == 0) {
            return "–";
        }
        long micros = percentile == 100 ? latencies.maxMicros() : latencies.percentileMicros(percentile);
        return String.format(Locale.ROOT, micros < 10_000 ? "%.2f" : "%.0f", micros / 1000.0);
    }
}
