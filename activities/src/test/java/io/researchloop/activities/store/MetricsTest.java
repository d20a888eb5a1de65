package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.projection;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.researchloop.activities.metric.Metric;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = StoreFixture.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void measured(String id, SprintStatus status, String json) {
        store.sprints().create(sprint(id, "demo", "An idea"));
        save(id, json);
        store.sprints().project(projection(id, 1, status));
    }

    private void save(String id, String json) {
        store.sprints().saveResults(id, SprintResults.ofFiles(null, null, null, json));
    }

    @Test
    void aSprintsMetricsAreRowsInTheFilesOrder() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"b\":2,\"a\":{\"value\":1,\"direction\":\"min\",\"unit\":\"s\"}}");

        SprintDetail detail = store.sprints().detail("sp-1").orElseThrow();
        assertThat(detail.metrics())
                .containsExactly(new Metric("b", "", 2, null, null), new Metric("a", "", 1, "s", MetricDirection.MIN));
        assertThat(detail.metricsFault()).isNull();
        assertThat(detail.metricsJson()).startsWith("{\"b\":2");
    }

    @Test
    void aBrokenFileIsAFaultOfTheRowAndALaterOneMendsIt() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"a\": NaN}");

        assertThat(store.sprints().detail("sp-1").orElseThrow())
                .satisfies(detail -> assertThat(detail.row().status()).isEqualTo(SprintStatus.COMPLETED))
                .satisfies(detail -> assertThat(detail.metricsFault()).isEqualTo("metrics.json is not JSON."))
                .satisfies(detail -> assertThat(detail.metricsJson()).isNull());

        save("sp-1", "{\"a\": 3}");

        SprintDetail mended = store.sprints().detail("sp-1").orElseThrow();
        assertThat(mended.metricsFault()).isNull();
        assertThat(mended.metrics()).extracting(Metric::value).containsExactly(3.0);
    }

    @Test
    void resultsWithoutMetricsLeaveThemAsTheyAre() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"a\": 3}");

        store.sprints().saveResults("sp-1", SprintResults.ofFiles("A summary", null, null, null));

        assertThat(store.metrics().of("sp-1")).hasSize(1);
    }

    @Test
    void theBestOfAStudyAreItsCompletedSprintsByValueThenAge() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"f1\":{\"value\":0.5,\"direction\":\"max\"}}");
        measured("sp-2", SprintStatus.COMPLETED, "{\"f1\":0.9}");
        measured("sp-3", SprintStatus.FAILED, "{\"f1\":0.99}");
        measured("sp-4", SprintStatus.COMPLETED, "{\"f1\":0.9}");
        measured("sp-5", SprintStatus.COMPLETED, "{\"other\":1}");
        StudyMetric f1 = store.metrics().inStudy("demo").get(0);

        assertThat(f1).isEqualTo(new StudyMetric("f1", "", 4, MetricDirection.MAX, null));
        assertThat(store.metrics().best("demo", f1, MetricDirection.MAX, 10))
                .extracting(MetricValue::sprintId)
                .containsExactly("sp-2", "sp-4", "sp-1");
        assertThat(store.metrics().best("demo", f1, MetricDirection.MIN, 1))
                .extracting(MetricValue::sprintId)
                .containsExactly("sp-1");
        assertThat(store.metrics().latest("demo", f1, 4))
                .extracting(SprintPoint::sprintId)
                .containsExactly("sp-2", "sp-3", "sp-4", "sp-5");
        assertThat(store.metrics().latest("demo", f1, 1))
                .extracting(SprintPoint::value)
                .isEqualTo(java.util.Collections.singletonList(null));
    }

    @Test
    void aSprintsRankIsItsPlaceAmongTheCompletedOnes() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"f1\":0.5}");
        assertThat(rank("sp-1", 0.5, MetricDirection.MAX)).isEmpty();
        measured("sp-2", SprintStatus.COMPLETED, "{\"f1\":0.9}");
        measured("sp-3", SprintStatus.FAILED, "{\"f1\":0.99}");
        measured("sp-4", SprintStatus.COMPLETED, "{\"f1\":0.9}");
        measured("sp-5", SprintStatus.COMPLETED, "{\"other\":1}");

        assertThat(rank("sp-2", 0.9, MetricDirection.MAX)).contains(new MetricRank(1, 3));
        assertThat(rank("sp-4", 0.9, MetricDirection.MAX)).contains(new MetricRank(2, 3));
        assertThat(rank("sp-1", 0.5, MetricDirection.MAX)).contains(new MetricRank(3, 3));
        assertThat(rank("sp-1", 0.5, MetricDirection.MIN)).contains(new MetricRank(1, 3));
    }

    private Optional<MetricRank> rank(String id, double value, MetricDirection direction) {
        StudyMetric f1 = new StudyMetric("f1", "", 1, null, null);
        return store.metrics().rank(store.sprints().find(id).orElseThrow(), f1, direction, value);
    }

    @Test
    void splitsAreMetricsOfTheirOwn() {
        measured(
                "sp-1",
                SprintStatus.COMPLETED,
                "[{\"name\":\"f1\",\"value\":1,\"split\":\"train\"},{\"name\":\"f1\",\"value\":0.5,\"split\":\"test\"}]");

        List<StudyMetric> metrics = store.metrics().inStudy("demo");

        assertThat(metrics).extracting(StudyMetric::label).containsExactly("f1 (train)", "f1 (test)");
        assertThat(store.metrics().best("demo", metrics.get(1), MetricDirection.MAX, 5))
                .containsExactly(new MetricValue("sp-1", 0.5));
    }

    @Test
    void aSprintsValueStandsBesideTheBestBeforeIt() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"f1\": {\"value\": 0.8, \"direction\": \"max\"}, \"l0\": 64}");
        measured("sp-2", SprintStatus.COMPLETED, "{\"f1\": {\"value\": 0.9, \"direction\": \"max\"}, \"l0\": 63}");
        measured("sp-3", SprintStatus.FAILED, "{\"f1\": {\"value\": 1.0, \"direction\": \"max\"}}");
        measured("sp-4", SprintStatus.COMPLETED, "{\"f1\": {\"value\": 0.7, \"direction\": \"max\"}}");
        measured("sp-5", SprintStatus.COMPLETED, "{\"l0\": 9}");

        assertThat(before("sp-1", "sp-2", "sp-4", "sp-5", "sp-none"))
                .containsExactly(
                        entry("sp-1", Optional.empty()),
                        entry("sp-2", Optional.of(0.8)),
                        entry("sp-4", Optional.of(0.9)));
        assertThat(store.metrics().comparedOf("sp-2"))
                .containsExactly(
                        new StudyValue("sp-2", new Metric("f1", "", 0.9, null, MetricDirection.MAX), 0.8),
                        new StudyValue("sp-2", new Metric("l0", "", 63, null, null), null));
    }

    @Test
    void lowerMayBeBetterAndALaterFileIsComparedWithTheSame() {
        measured("sp-1", SprintStatus.COMPLETED, "{\"loss\": {\"value\": 3, \"direction\": \"min\"}}");
        measured("sp-2", SprintStatus.COMPLETED, "{\"loss\": {\"value\": 2, \"direction\": \"min\"}}");
        measured("sp-3", SprintStatus.COMPLETED, "{\"loss\": {\"value\": 1, \"direction\": \"min\"}}");

        save("sp-2", "{\"loss\": {\"value\": 2.5, \"direction\": \"min\"}}");

        assertThat(store.metrics().ofTheirStudies(List.of("sp-2")).get("sp-2"))
                .isEqualTo(new StudyValue("sp-2", new Metric("loss", "", 2.5, null, MetricDirection.MIN), 3.0));
        assertThat(before("sp-3")).containsExactly(entry("sp-3", Optional.of(2.0)));
        assertThat(store.metrics().inStudy("demo"))
                .extracting(StudyMetric::sprints)
                .containsExactly(3);
    }

    private Map<String, Optional<Double>> before(String... ids) {
        Map<String, Optional<Double>> before = new TreeMap<>();
        store.metrics()
                .ofTheirStudies(List.of(ids))
                .forEach((id, value) -> before.put(id, Optional.ofNullable(value.bestBefore())));
        return before;
    }
}
