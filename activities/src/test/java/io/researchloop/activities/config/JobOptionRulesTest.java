package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionRulesTest {
    @ParameterizedTest
    @CsvSource({
        "SLURM, output",
        "SLURM, --output",
        "SLURM, outp",
        "SLURM, -o",
        "SLURM, sig",
        "SLURM, requeue",
        "SLURM, clusters",
        "SGE, N",
        "SGE, -sync",
        "SGE, clear",
        "PBS, Nname",
        "PBS, o",
        "LSF, J",
        "LSF, wa"
    })
    void whatFollowsTheJobIsNobodysToSet(SchedulerType type, String name) {
        assertThat(JobOptionRules.refusal(type, name)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "SLURM, partition",
        "SLURM, -p",
        "SLURM, export",
        "SLURM, time",
        "SLURM, hold",
        "SGE, q",
        "SGE, h",
        "PBS, l",
        "LSF, W",
        "LSF, q",
        "LOCAL, output"
    })
    void theRestIs(SchedulerType type, String name) {
        assertThat(JobOptionRules.refusal(type, name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SGE | q  | all.q -sync y
            SGE | q  | all.q evil.sh
            SGE | pe | smp 4 -o /x
            SGE | pe | smp 4 a b
            SGE | l  | h_vmem=4G -l gpu=1
            SGE | w  | v
            PBS | W  | block=true
            """)
    void aValueIsOneOptionsAndNoMore(SchedulerType type, String name, String value) {
        assertThat(JobOptionRules.wrongValue(type, name, value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SGE   | pe      | smp 4
            SGE   | l       | h_vmem=4G gpu=1
            SGE   | p       | -100
            SGE   | q       | a.q,b.q@@gpu
            SGE   | w       | e
            SLURM | comment | two words -x
            LSF   | R       | rusage[mem=1] span[hosts=1]
            """)
    void othersStay(SchedulerType type, String name, String value) {
        assertThat(JobOptionRules.wrongValue(type, name, value)).isEmpty();
    }
}
