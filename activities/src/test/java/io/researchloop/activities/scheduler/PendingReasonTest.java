package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PendingReasonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PartitionTimeLimit                | more time than its partition
            QOSMaxWallDurationPerJobLimit     | more time than its partition
            AssocMaxJobsLimit                 | limit of its account
            QOSMaxCpuPerUserLimit             | limit of its account
            Resources                         | next in line
            (Priority)                        | higher priority
            JobHeldUser                       | release it
            ReqNodeNotAvail, UnavailableNodes:n1 | down or reserved
            ReqNodeNotAvail                   | down or reserved
            BadConstraints                    | No node that is there
            """)
    void saysPlainlyWhatAWordMeans(String word, String meaning) {
        assertThat(PendingReason.inWords(word)).contains(meaning).contains(word.replaceAll("[()]", ""));
    }

    @ParameterizedTest
    @CsvSource({"held (hqw)", "in error (Eqw): can't chdir to /x", "NewReasonOf2031"})
    void whatItDoesNotKnowItPassesOn(String words) {
        assertThat(PendingReason.inWords(words)).isEqualTo(words);
    }
}
