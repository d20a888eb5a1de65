package io.researchloop.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.bench.load.Histogram;
import io.researchloop.bench.load.LoadResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report();

    @Test
    void putsTheTargetBesideWhatWasMeasured() {
        Histogram latencies = new Histogram();
        latencies.record(1_000);
        latencies.record(20_000);
        report.load("heartbeat", new LoadResult(64, 0.5, latencies, Map.of(503, 2L)), "≥ 6000/s");
        report.figure("server start", "2.10 s", "< 3 s");
        report.note("upload: skipped.");

        assertThat(report.render())
                .contains("| heartbeat |")
                .containsPattern("\\|  64 \\| +2 \\| +4 \\|")
                .contains("1.00", "20")
                .contains("2 × 503", "≥ 6000/s")
                .containsPattern("\\| server start \\| +2\\.10 s \\| +< 3 s \\|")
                .endsWith("- upload: skipped.\n");
    }

    @Test
    void showsNoLatencyWhereNothingWasAnswered() {
        report.load("create", new LoadResult(1, 1, new Histogram(), Map.of(0, 5L)), "");

        assertThat(report.render()).contains("–", "5 × no answer").doesNotContain("0.00");
    }
}
