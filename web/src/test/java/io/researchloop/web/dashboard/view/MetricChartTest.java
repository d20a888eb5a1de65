package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.dashboard.view.MetricChart.Scale;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricChartTest {
    private static SprintPoint point(int seq, SprintStatus status, @Nullable Double value) {
        return new SprintPoint(seq, "sp-" + seq, status, value);
    }

    private static Leaderboard board(MetricDirection direction, List<SprintPoint> points) {
        return new Leaderboard(
                "demo", List.of(), new StudyMetric("f1", "", 3, direction, null), direction, List.of(), points);
    }

    @Test
    void drawsEverySprintAndTheBestSoFar() {
        MetricChart chart = MetricChart.of(board(
                MetricDirection.MAX,
                List.of(
                        point(1, SprintStatus.COMPLETED, 0.80),
                        point(2, SprintStatus.FAILED, null),
                        point(3, SprintStatus.COMPLETED, 0.78),
                        point(4, SprintStatus.COMPLETED, 0.90),
                        point(5, SprintStatus.RUNNING, null))));

        assertThat(chart).isNotNull();
        assertThat(chart.points())
                .extracting(MetricChart.Point::kind)
                .containsExactly("up", "bad", "done", "best", "run");
        assertThat(chart.points().get(0).x()).isEqualTo("10.5%");
        assertThat(chart.points().get(4).x()).isEqualTo("97.5%");
        assertThat(chart.trend()).hasSize(3);
        assertThat(chart.best()).satisfies(best -> assertThat(best.text()).isEqualTo("0.9"));
        assertThat(chart.label())
                .contains("f1 of 5 sprints")
                .contains("from 0.8 at sprint 1 to 0.9 at sprint 4")
                .contains("Failed: 1");
        assertThat(chart.ticks()).extracting(MetricChart.Tick::text).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void oneValueIsNoChart() {
        assertThat(MetricChart.of(board(MetricDirection.MIN, List.of(point(1, SprintStatus.COMPLETED, 1.0)))))
                .isNull();
        assertThat(MetricChart.of(board(
                        MetricDirection.MIN,
                        List.of(point(1, SprintStatus.COMPLETED, 1.0), point(2, SprintStatus.FAILED, 0.5)))))
                .isNull();
    }

    @Test
    void everyValueLiesOnAScaleOfAFewRoundSteps() {
        Random random = new Random(42);
        double most = 1e300;
        List<double[]> cases = new ArrayList<>(List.of(
                new double[] {0, 0}, new double[] {5, 5}, new double[] {-most, most}, new double[] {1e-300, 2e-300}));
        for (int i = 0; i < 2000; i++) {
            double size = Math.pow(10, random.nextInt(600) - 300);
            cases.add(random.doubles(2, -size, size).toArray());
        }

        for (double[] values : cases) {
            Scale scale = Scale.around(values);

            assertThat(scale.step()).isPositive().isFinite();
            assertThat(scale.levels()).hasSizeBetween(2, 8);
            for (double value : values) {
                double place = (value / 2 - scale.low() / 2) / (scale.high() / 2 - scale.low() / 2);
                assertThat(place).as(Arrays.toString(values)).isBetween(-1e-6, 1 + 1e-6);
            }
        }
    }
}
