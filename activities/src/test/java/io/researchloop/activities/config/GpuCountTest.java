package io.researchloop.activities.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuCountTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gres          | gpu:2               | 2",
                "gres          | gpu                 | 1",
                "gres          | gpu:a100:4          | 4",
                "gres          | gpu:a100            | 1",
                "gres          | gpu:1,shard:3       | 1",
                "gres          | gpu:a100:1,gpu:v100:2 | 3",
                "gres          | gres:gpu:2          | 2",
                "gres          | gpu:2(S:0-1)        | 2",
                "gres          | shard:3             | 0",
                "gpus          | 2                   | 2",
                "gpus          | a100:3              | 3",
                "gpus          | a100:1,v100:1       | 2",
                "G             | 2                   | 2",
                "gpus-per-node | 4                   | 4",
                "gpus-per-task | 1                   | 1",
                "l             | gpu=2               | 2",
                "l             | h_vmem=4G,gpu=1,h_rt=3600 | 1",
                "l             | ngpus=3             | 3",
                "l             | gpu=1 h_vmem=2G     | 1",
                "gpu           | 2                   | 2",
                "mem           | 64G                 | 0",
                "gres          | gpu:99999999999     | 0",
            })
    void countsWhatIsAskedFor(String option, String value, int gpus) {
        assertThat(GpuCount.of(Map.of(option, value))).isEqualTo(gpus);
    }

    @ParameterizedTest
    @CsvSource({"gres,gpu:2,nodes,3,6", "gres,gpu:2,N,2-4,4", "gpus-per-task,1,ntasks,8,8", "gpus,2,nodes,2,2"})
    void multipliesByNodesOrTasks(String option, String value, String by, String times, int gpus) {
        assertThat(GpuCount.of(Map.of(option, value, by, times))).isEqualTo(gpus);
    }
}
