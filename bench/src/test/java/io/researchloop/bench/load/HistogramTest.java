package io.researchloop.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void isExactForShortLatencies() {
        for (int micros = 1; micros <= 200; micros++) {
            histogram.record(micros);
        }

        assertThat(histogram.percentileMicros(50)).isEqualTo(100);
        assertThat(histogram.percentileMicros(99)).isEqualTo(198);
        assertThat(histogram.percentileMicros(100)).isEqualTo(200);
        assertThat(histogram.percentileMicros(0.001)).isEqualTo(1);
    }

    @Test
    void staysWithinOnePercentOfSortedValuesOfAnySize() {
        SplittableRandom random = new SplittableRandom(7);
        long[] values =
                random.doubles(20_000).mapToLong(x -> (long) Math.exp(x * 25)).toArray();
        for (long value : values) {
            histogram.record(value);
        }
        Arrays.sort(values);

        for (double percentile : new double[] {1, 10, 50, 90, 99, 99.9}) {
            long exact = values[(int) Math.ceil(values.length * percentile / 100) - 1];
            assertThat(histogram.percentileMicros(percentile)).isCloseTo(exact, within(exact / 100 + 1));
        }
        assertThat(histogram.maxMicros()).isEqualTo(values[values.length - 1]);
    }

    @Test
    void takesTheShortestAndTheLongestLatencyThereCanBe() {
        histogram.record(-5);
        histogram.record(Long.MAX_VALUE);

        assertThat(histogram.percentileMicros(50)).isZero();
        assertThat(histogram.percentileMicros(100)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void neverAnswersMoreThanTheLongest() {
        histogram.record(100_001);

        assertThat(histogram.percentileMicros(50)).isEqualTo(100_001);
    }

    @Test
    void addsUpTheHistogramsOfManyThreads() {
        Histogram other = new Histogram();
        histogram.record(10);
        other.record(20);
        other.record(5_000_000);

        histogram.add(other);

        assertThat(histogram.count()).isEqualTo(3);
        assertThat(histogram.percentileMicros(50)).isEqualTo(20);
        assertThat(histogram.maxMicros()).isEqualTo(5_000_000);
    }

    @Test
    void saysZeroWhenThereIsNothing() {
        assertThat(histogram.percentileMicros(99)).isZero();
    }

    @Test
    void refusesAPercentileThatIsNone() {
        assertThatThrownBy(() -> histogram.percentileMicros(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> histogram.percentileMicros(101)).isInstanceOf(IllegalArgumentException.class);
    }
}
