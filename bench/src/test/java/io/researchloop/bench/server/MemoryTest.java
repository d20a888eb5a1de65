package io.researchloop.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MemoryTest {
    @Test
    void readsTheFieldsOfProcStatus() {
        String status = "Name:\tjava\nVmPeak:\t 5201232 kB\nVmHWM:\t  331044 kB\nVmRSS:\t  298320 kB\nThreads:\t41\n";

        assertThat(Memory.parse(status, "VmRSS:")).hasValue(298_320L * 1024);
        assertThat(Memory.parse(status, "VmHWM:")).hasValue(331_044L * 1024);
        assertThat(Memory.parse(status, "VmSwap:")).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void measuresARunningProcess() {
        long self = ProcessHandle.current().pid();

        assertThat(Memory.resident(self).orElseThrow()).isGreaterThan(1_000_000);
        assertThat(Memory.peak(self).orElseThrow())
                .isGreaterThanOrEqualTo(Memory.resident(self).orElseThrow() / 2);
    }

    @Test
    void knowsNothingOfAProcessThatIsNone() {
        assertThat(Memory.resident(Long.MAX_VALUE)).isEmpty();
    }
}
