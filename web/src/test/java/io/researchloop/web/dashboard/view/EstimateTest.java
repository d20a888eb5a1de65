package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 600 600 | ''",
                "0 | 600 60 6000 | about 10 min left (median of 3 finished sprints of this study)",
                "541 | 600 60 6000 | about 1 min left (median of 3 finished sprints of this study)",
                "540 | 600 60 6000 660 | about 2 min left (median of 4 finished sprints of this study)",
                "600 | 600 60 6000 | longer than the median of 3 finished sprints of this study, 10 min",
                "9000 | 5400 5400 5400 | longer than the median of 3 finished sprints of this study, 1 h 30 min"
            })
    void saysWhatIsLeftAndWhereItKnowsItFrom(long ran, String finished, String expected) {
        List<Duration> durations = Stream.of(finished.split(" "))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .toList();

        assertThat(Estimate.of(Duration.ofSeconds(ran), durations)).isEqualTo(expected);
    }
}
