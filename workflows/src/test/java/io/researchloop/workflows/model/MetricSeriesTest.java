package io.researchloop.workflows.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricSeriesTest {
    private static MetricSeries series(MetricDirection direction, @Nullable Double... values) {
        return new MetricSeries(Arrays.asList(values), direction);
    }

    @Test
    void theBestIsTheHighestOrTheLowestAndTheFirstOfEqualOnes() {
        assertThat(series(MetricDirection.MAX, 1.0, null, 3.0, 3.0, 2.0).best()).hasValue(2);
        assertThat(series(MetricDirection.MIN, 4.0, 1.0, null, 1.0).best()).hasValue(1);
        assertThat(series(MetricDirection.MAX, null, null).best()).isEmpty();
    }

    @Test
    void eachNewBestIsMarked() {
        assertThat(series(MetricDirection.MAX, null, 1.0, 0.5, 2.0, 2.0, 3.0).newBests())
                .containsExactly(1, 3, 5);
    }

    @Test
    void aTargetIsReachedByAValueAsGood() {
        MetricStop stop = new MetricStop(0.9, null);

        assertThat(stop.reached(series(MetricDirection.MAX, 0.5, 0.89))).isEmpty();
        assertThat(stop.reached(series(MetricDirection.MAX, 0.5, 0.9, 0.1)))
                .hasValue("The target of 0.9 is reached: 0.9.");
        assertThat(stop.reached(series(MetricDirection.MIN, 0.95))).isEmpty();
        assertThat(stop.reached(series(MetricDirection.MIN, 0.3))).isPresent();
        assertThat(stop.reached(series(MetricDirection.MAX))).isEmpty();
    }

    @Test
    void patienceEndsAfterSoManySprintsWithoutANewBest() {
        MetricStop stop = new MetricStop(null, 2);

        assertThat(stop.reached(series(MetricDirection.MAX, 1.0, 0.5))).isEmpty();
        assertThat(stop.reached(series(MetricDirection.MAX, 1.0, 0.5, null))).hasValue("No new best in 2 sprints.");
        assertThat(stop.reached(series(MetricDirection.MAX, 1.0, 0.5, 2.0))).isEmpty();
        assertThat(stop.reached(series(MetricDirection.MAX, null, null)))
                .hasValue("No value of the metric in 2 sprints.");
        assertThat(new MetricStop(null, null).reached(series(MetricDirection.MAX, 1.0, null, null)))
                .isEmpty();
    }

    @Test
    void anImpossibleRuleIsRefused() {
        assertThatThrownBy(() -> new MetricStop(Double.NaN, null)).hasMessageContaining("finite");
        assertThatThrownBy(() -> new MetricStop(null, 0)).hasMessageContaining("at least 1");
    }

    @Test
    void agentsNameDirectionsInManyWords() {
        for (String word : List.of("max", " Up", "higher", "MAXIMIZE", "maximise")) {
            assertThat(MetricDirection.of(word)).hasValue(MetricDirection.MAX);
        }
        for (String word : List.of("min", "down", "LOWER", "minimize", "minimise ")) {
            assertThat(MetricDirection.of(word)).hasValue(MetricDirection.MIN);
        }
        assertThat(MetricDirection.of("sideways")).isEmpty();
    }
}
