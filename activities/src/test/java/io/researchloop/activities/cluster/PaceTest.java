package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # usual, seconds since a submit, failures, chance, milliseconds
                    PT30S,  600, 0, 0.5,  30000
                    PT30S,   29, 0, 0.5,   2000
                    PT30S,   30, 0, 0.5,  30000
                    PT1S,     1, 0, 0.5,   1000
                    PT0.1S, 600, 0, 0.5,   1000
                    PT0.1S,   1, 1, 1,     1000
                    PT1S,   600, 1, 0,     1000
                    PT1S,   600, 2, 0,     2000
                    PT1S,   600, 5, 0,    16000
                    PT1S,   600, 7, 0,    60000
                    PT1S,   600, 999, 1,  48000
                    PT30S,    1, 1, 0,     5000
                    PT30S,    1, 1, 1,     4000
                    PT2S,   600, 1, 0,     2000
                    PT30S,    1, 2, 0,    60000
                    PT30S,    1, 9, 0,    60000
                    PT2M,   600, 9, 0,   120000
                    """)
    void isQuickForANewJobAndPatientWithAClusterThatDoesNotAnswer(
            Duration usual, long submitted, int failures, double chance, long millis) {
        List<Instant> submissions = List.of(NOW.minusSeconds(submitted), NOW.minusSeconds(1000));

        assertThat(new Pace(usual).after(NOW, submissions, false, failures, chance))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 5000", "PT2S, 2000", "PT0.1S, 1000"})
    void looksThatAreWantedDoNotCrowd(Duration usual, long millis) {
        assertThat(new Pace(usual).whenWanted()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"PT30S, 0, 10000", "PT2M, 0, 10000", "PT5S, 0, 5000", "PT30S, 2, 60000"})
    void isQuickerWhileSomebodyWatchesUnlessTheClusterIsAway(Duration usual, int failures, long millis) {
        List<Instant> submissions = List.of(NOW.minusSeconds(1000));

        assertThat(new Pace(usual).after(NOW, submissions, true, failures, 0)).isEqualTo(Duration.ofMillis(millis));
    }
}
