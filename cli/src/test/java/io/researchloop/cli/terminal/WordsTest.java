package io.researchloop.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    /** The same cases as the dashboard's words have: the thin jar of the command line cannot share their code. */
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
    void saysMemoryAsSchedulersCountIt(double bytes, String words) {
        assertThat(Words.memory(OptionalDouble.of(bytes))).isEqualTo(words);
    }

    @Test
    void saysNothingOfMemoryThatIsNotKnown() {
        assertThat(Words.memory(OptionalDouble.empty())).isEmpty();
    }
}
