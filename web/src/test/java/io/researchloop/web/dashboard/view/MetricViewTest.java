package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.metric.MetricsFile;
import io.researchloop.activities.store.MetricRank;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.workflows.model.MetricDirection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricViewTest {
    @Test
    void showsNumbersWithAndWithoutADirectionUnitAndSplit() {
        List<StudyValue> values = MetricsFile.read("{\"probe_f1\":{\"value\":0.912,\"direction\":\"up\"},\"l0\":63.7,"
                        + "\"steps\":41000,\"p\":1e-9,\"loss\":{\"value\":2.5,\"unit\":\"nats\",\"split\":\"test\"}}")
                .metrics()
                .stream()
                .map(metric -> new StudyValue("sp-1", metric, null))
                .toList();

        assertThat(MetricView.of(new Measured(values, null, null)))
                .containsExactly(
                        plain("probe f1", "0.912", "higher is better"),
                        plain("l0", "63.7", ""),
                        plain("steps", "41000", ""),
                        plain("p", "1.00e-09", ""),
                        plain("loss, test", "2.5 nats", ""));
    }

    private static MetricView plain(String name, String value, String note) {
        return new MetricView(name, value, "", "", note, false);
    }

    @Test
    void putsTheStudysMetricFirstAndComparesEachWithTheBestBeforeIt() {
        StudyValue loss = new StudyValue("sp-2", new Metric("loss", "", 0.3, null, MetricDirection.MIN), 0.2);
        StudyValue seeds = new StudyValue("sp-2", new Metric("seeds", "", 5, null, MetricDirection.MAX), 5.0);
        StudyValue main = new StudyValue("sp-2", new Metric("probe_f1", "", 0.912, null, MetricDirection.MAX), 0.879);
        List<StudyValue> values = List.of(loss, seeds, main);

        assertThat(MetricView.of(new Measured(values, main.metric(), new MetricRank(1, 41))))
                .containsExactly(
                        new MetricView("probe f1", "0.912", "+0.033 better", "up", ", best of 41", true),
                        new MetricView("loss", "0.3", "+0.1 worse", "down", " than the best before it", false),
                        new MetricView("seeds", "5", "same", "", " as the best before it", false));
        assertThat(note(values, main.metric(), null)).isEqualTo(" than the best before it");
        assertThat(note(values, main.metric(), new MetricRank(3, 41))).isEqualTo(" than the best before it, 3rd of 41");
    }

    private static String note(List<StudyValue> values, Metric main, @Nullable MetricRank rank) {
        return MetricView.of(new Measured(values, main, rank)).get(0).note();
    }

    @Test
    void theFirstOfItsStudyMayStillBeTheBest() {
        StudyValue first = new StudyValue("sp-1", new Metric("probe_f1", "", 0.9, null, MetricDirection.MAX), null);

        assertThat(note(List.of(first), first.metric(), new MetricRank(1, 2))).isEqualTo("Best of 2");
        assertThat(note(List.of(first), first.metric(), new MetricRank(2, 2))).isEqualTo("higher is better, 2nd of 2");
        assertThat(note(List.of(first), first.metric(), new MetricRank(12, 1001)))
                .isEqualTo("higher is better, 12th of more than 1,000");
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
