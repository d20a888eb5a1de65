package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.config.SchedulerType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionGrammarTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SLURM | --output | /x           | job_options.--output: this option is set by ResearchLoop itself
            SGE   | q        | a.q -sync y  | job_options.q: expected the value of one option
            PBS   | nodes    | 1            | job_options.nodes: this option is none of qsub's
            """)
    void whatASchedulerMustNotBeToldIsNamed(SchedulerType scheduler, String name, String value, String complaint) {
        assertThatThrownBy(() -> JobOptionGrammar.check(scheduler, Map.of(name, value)))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void namesMayHaveTheirHyphens() {
        assertThatCode(() -> JobOptionGrammar.check(
                        SchedulerType.SLURM, Map.of("--mem-per-cpu", "4G", "-p", "gpu", "partition", "")))
                .doesNotThrowAnyException();
    }
}
