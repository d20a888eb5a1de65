package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.metric.MetricsFile;
import org.junit.jupiter.api.Test;

class MetricViewTest {
    @Test
    void showsNumbersWithAndWithoutADirectionUnitAndSplit() {
        assertThat(MetricView.of(MetricsFile.read(
                                "{\"probe_f1\":{\"value\":0.912,\"direction\":\"up\"},\"l0\":63.7,"
                                        + "\"steps\":41000,\"p\":1e-9,\"loss\":{\"value\":2.5,\"unit\":\"nats\",\"split\":\"test\"}}")
                        .metrics()))
                .containsExactly(
                        new MetricView("probe f1", "0.912", "higher is better"),
                        new MetricView("l0", "63.7", ""),
                        new MetricView("steps", "41000", ""),
                        new MetricView("p", "1.00e-09", ""),
                        new MetricView("loss, test", "2.5 nats", ""));
    }

    @Test
    void noZerosAreLeftWhereRoundingEnds() {
        assertThat(MetricView.number(0.1 + 0.2 + 0.3)).isEqualTo("0.6");
        assertThat(MetricView.number(0.47395 - 0.45366)).isEqualTo("0.02029");
        assertThat(MetricView.number(41_000)).isEqualTo("41000");
    }

    @Test
    void saysDifferencesWithTheirSign() {
        assertThat(MetricView.difference(0.25)).isEqualTo("+0.25");
        assertThat(MetricView.difference(-3)).isEqualTo("−3");
        assertThat(MetricView.difference(0)).isEqualTo("±0");
        assertThat(MetricView.difference(0.82 - 0.81)).isEqualTo("+0.01");
        assertThat(MetricView.difference(100_000.000_001)).isEqualTo("+100000");
    }
}
