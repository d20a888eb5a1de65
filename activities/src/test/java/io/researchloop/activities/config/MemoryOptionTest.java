package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryOptionTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            SLURM; mem; 16G; 1.5; 24G
            SLURM; --mem; 1G; 1.5; 1536M
            SLURM; mem-per-cpu; 4000; 2; 8000
            SLURM; mem; 3; 1.5; 5
            SLURM; mem; 0; 2; 0
            SLURM; mem; lots; 2; lots
            SLURM; partition; 16G; 2; 16G
            SGE; l; h_vmem=4G,h_rt=3600,gpu=1; 2; h_vmem=8G,h_rt=3600,gpu=1
            SGE; -l; gpu=1 mem_free=1g; 1.5; gpu=1 mem_free=1536m
            SGE; q; mem=4G; 2; mem=4G
            PBS; l; select=2:ncpus=4:mem=16gb,walltime=01:00:00; 2; select=2:ncpus=4:mem=32gb,walltime=01:00:00
            LSF; R; rusage[mem=4000] span[hosts=1]; 1.5; rusage[mem=6000] span[hosts=1]
            LSF; M; 16GB; 1.5; 24GB
            LOCAL; mem; 16G; 2; 16G
            """)
    void isMultipliedAndNothingElseIs(SchedulerType type, String name, String value, double factor, String scaled) {
        assertThat(MemoryOption.scaled(Map.of(name, value), type, factor)).containsExactly(Map.entry(name, scaled));
    }

    @Test
    void isAddedOnlyWhereNoneIsNamed() {
        assertThat(MemoryOption.added(Map.of("partition", "gpu"), SchedulerType.SLURM, 128L << 20))
                .contains(Map.of("partition", "gpu", "mem", "128M"));
        assertThat(MemoryOption.added(Map.of(), SchedulerType.SLURM, 4L << 30)).contains(Map.of("mem", "4G"));
        assertThat(MemoryOption.added(Map.of(), SchedulerType.SLURM, (4L << 30) + 1))
                .contains(Map.of("mem", "4097M"));
        assertThat(MemoryOption.added(Map.of("--mem", "0"), SchedulerType.SLURM, 4L << 30))
                .isEmpty();
        assertThat(MemoryOption.added(Map.of(), SchedulerType.SGE, 4L << 30)).isEmpty();
    }
}
