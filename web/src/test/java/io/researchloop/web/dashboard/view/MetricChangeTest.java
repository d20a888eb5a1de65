package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.workflows.model.MetricDirection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricChangeTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0.912, MAX, 0.879, +0.033 better, up",
                "0.858, MAX, 0.861, −0.003 worse, down",
                "0.214, MIN, 0.225, −0.011 better, up",
                "0.3, MIN, 0.2, +0.1 worse, down",
                "0.5, MAX, 0.5, same, ''",
                "0.5, MAX, none, '', ''",
                "0.5, none, none, '', ''",
            })
    void saysBetterOrWorseByTheMetricsDirection(
            double value, @Nullable MetricDirection direction, @Nullable Double before, String change, String way) {
        Metric metric = new Metric("probe_f1", "test", value, null, direction);

        MetricChange measured = MetricChange.of(new StudyValue("sp-1", metric, before));

        assertThat(measured.name()).isEqualTo("probe f1, test");
        assertThat(measured.change()).isEqualTo(change);
        assertThat(measured.way()).isEqualTo(way);
    }

    @Test
    void aValueHasItsUnit() {
        Metric metric = new Metric("time", "", 12.5, "s", MetricDirection.MIN);

        assertThat(MetricChange.of(new StudyValue("sp-1", metric, null)).value())
                .isEqualTo("12.5 s");
    }
}
