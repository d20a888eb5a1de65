package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "59, 59 s",
        "60, 1 min",
        "75, 1 min 15 s",
        "540, 9 min",
        "3599, 59 min",
        "3600, 1 h",
        "5880, 1 h 38 min",
        "3960, 1 h 06 min",
        "172800, 2 days",
        "187200, 2 days 4 h",
        "-5, 0 s"
    })
    void saysDurationsInTwoUnitsAtMost(long seconds, String words) {
        assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "14200, 14 kB",
        "1900000, 1.9 MB",
        "999600, 1.0 MB",
        "5000000000, 5.0 GB"
    })
    void saysSizesWithTheirUnit(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "2048, 2 kB",
        "104857600, 100 MB",
        "1048576000, 1 GB",
        "8482560000, 7.9 GB",
        "8589934592, 8 GB",
        "102863405056, 95.8 GB",
        "2199023255552, 2048 GB"
    })
    void saysMemoryAsSchedulersCountIt(long bytes, String words) {
        assertThat(Words.memory(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "red_team_1, Red-team 1",
        "fix_12, Fix 12",
        "generate_idea, Generate idea",
        "summarize, Summarize",
        "'', Starting"
    })
    void namesStepsForPeople(String name, String words) {
        assertThat(Words.step(name)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1, 1st", "2, 2nd", "3, 3rd", "4, 4th", "11, 11th", "12, 12th", "21, 21st", "113, 113th"})
    void countsPlacesInLine(int number, String words) {
        assertThat(Words.ordinal(number)).isEqualTo(words);
    }

    @Test
    void makesATitleOfTheFirstLine() {
        assertThat(Words.title("  Short idea\nand more")).isEqualTo("Short idea");
        assertThat(Words.title("word ".repeat(60)))
                .hasSizeLessThanOrEqualTo(110)
                .endsWith("word…");
        assertThat(Words.title(" \n ")).isEqualTo("Sprint without an idea");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T12:00:05Z, just now",
        "2026-11-24T11:59:20Z, 40 s ago",
        "2026-11-24T11:30:00Z, 30 min ago",
        "2026-11-24T12:35:00Z, in 35 min",
        "2026-11-24T08:00:00Z, 4 h ago",
        "2026-11-23T23:10:00Z, yesterday 23:10",
        "2026-11-25T09:14:00Z, tomorrow 09:14",
        "2026-11-20T09:14:00Z, 'Fri 20 Nov, 09:14'",
        "2026-10-01T09:14:00Z, Thu 1 Oct",
        "2025-10-01T09:14:00Z, 1 Oct 2025"
    })
    void saysMomentsRelativeToNow(Instant at, String words) {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");

        assertThat(When.of(at, now, ZoneOffset.UTC).words()).isEqualTo(words);
    }
}
