package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricViewTest {
    @Test
    void readsNumbersWithAndWithoutADirection() {
        assertThat(MetricView.of(
                        "{\"probe_f1\":{\"value\":0.912,\"direction\":\"up\"},\"l0\":63.7,\"steps\":41000,\"p\":1e-9}"))
                .containsExactly(
                        new MetricView("probe f1", "0.912", "higher is better"),
                        new MetricView("l0", "63.7", ""),
                        new MetricView("steps", "41000", ""),
                        new MetricView("p", "1.00e-09", ""));
    }

    @Test
    void leavesOutWhatIsNoNumber() {
        assertThat(MetricView.of("{\"a\":\"x\",\"b\":null,\"c\":[1],\"d\":{\"value\":{}}}"))
                .isEmpty();
        assertThat(MetricView.of("[1]")).isEmpty();
        assertThat(MetricView.of("not json {")).isEmpty();
        assertThat(MetricView.of(null)).isEmpty();
    }
}
