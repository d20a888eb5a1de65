package io.researchloop.activities.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.researchloop.workflows.model.MetricDirection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsFileTest {
    @Test
    void readsNumbersAndObjects() {
        MetricsFile file = MetricsFile.read("{\"f1\": {\"value\": 0.9, \"direction\": \"max\", \"split\": \"test\"},"
                + " \"loss\": {\"value\": 2, \"unit\": \"nats\", \"direction\": \"lower\"}, \"l0\": 63.7}");

        assertThat(file.fault()).isNull();
        assertThat(file.metrics())
                .containsExactly(
                        new Metric("f1", "test", 0.9, null, MetricDirection.MAX),
                        new Metric("loss", "", 2, "nats", MetricDirection.MIN),
                        new Metric("l0", "", 63.7, null, null));
    }

    @Test
    void readsAListWhereANameHasMoreThanOneSplit() {
        MetricsFile file = MetricsFile.read("[{\"name\":\"f1\",\"value\":0.9,\"split\":\"train\"},"
                + "{\"name\":\"f1\",\"value\":0.8,\"split\":\"test\"}]");

        assertThat(file.fault()).isNull();
        assertThat(file.metrics()).extracting(Metric::split).containsExactly("train", "test");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json {                         | metrics.json is not JSON.",
                "{\"a\": NaN}                       | metrics.json is not JSON.",
                "{\"a\": 1} {\"b\": 2}              | metrics.json is not JSON.",
                "``                                 | expected an object from name to number",
                "3                                  | expected an object from name to number, or a list",
                "{\"a\": \"0.9\"}                   | a: expected a finite number, found \"0.9\"",
                "{\"a\": 1e999}                     | a: expected a finite number, found 1e999",
                "{\"a\": null}                      | a: expected a finite number, found null",
                "{\"a\": {\"value\": true}}         | a: expected a finite number as value, found true",
                "{\"a\": {\"value\": 1, \"direction\": \"sideways\"}} | expected max or min as direction, found sideways",
                "{\"a\": {\"value\": 1, \"split\": 7}} | a: expected a word as split, found 7",
                "{\"a\\nb\": 1}                     | is no name",
                "{\"\": 1}                          | is no name",
                "[1]                                | Each entry of the list must be an object with a name",
                "[{\"value\": 1}]                   | Each entry of the list must be an object with a name",
                "[{\"name\":\"a\",\"value\":1},{\"name\":\"a\",\"value\":2}] | a is there twice; the first one counts",
            })
    void saysWhatIsWrong(String text, String fault) {
        assertThat(MetricsFile.read(text).fault()).contains(fault);
    }

    @Test
    void whatIsRightCountsWhateverElseIsWrong() {
        MetricsFile file = MetricsFile.read("{\"bad\": \"x\", \"good\": 1, \"odd\": {\"value\": 2, \"direction\": 3}}");

        assertThat(file.metrics()).extracting(Metric::name).containsExactly("good", "odd");
        assertThat(file.fault()).contains("bad:").contains("odd:").doesNotContain("good");
    }

    @Test
    void aFloodOfMetricsOrFaultsIsCutShort() {
        String many =
                IntStream.range(0, 1000).mapToObj(i -> "\"m" + i + "\":" + i).collect(Collectors.joining(","));
        MetricsFile file = MetricsFile.read("{" + many + "}");

        assertThat(file.metrics()).hasSize(MetricsFile.MAX_METRICS);
        assertThat(file.fault()).contains("m200 is left out").endsWith("And 795 more.");
        assertThat(MetricsFile.read("[".repeat(100_000)).fault()).isEqualTo("metrics.json is not JSON.");
    }

    @Property
    void neverThrowsAndKeepsOnlyJson(@ForAll String text) {
        MetricsFile file = MetricsFile.read(text);

        if (file.json() != null) {
            assertThat(JsonParser.parseString(file.json())).isNotNull();
        } else {
            assertThat(file.fault()).isNotNull();
        }
    }

    @Property
    void everyFiniteNumberIsKeptAsItIs(@ForAll double value) {
        MetricsFile file = MetricsFile.read("{\"x\":" + value + "}");

        assertThat(file.metrics()).extracting(Metric::value).containsExactly(value);
    }
}
