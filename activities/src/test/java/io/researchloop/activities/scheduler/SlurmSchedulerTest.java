package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.researchloop.workflows.model.JobState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlurmSchedulerTest extends SchedulerContract {
    SlurmSchedulerTest() {
        super(new SlurmCommands(), new ClusterUser(List.of()));
    }

    @Override
    List<String> probe() {
        return List.of("sinfo", "-h");
    }

    @Override
    String submitCommand() {
        return "sbatch";
    }

    @Override
    Map<String, String> held() {
        return Map.of("hold", "true");
    }

    @Override
    Map<String, String> nowhere() {
        return Map.of("partition", "no-such-partition");
    }

    /** It counts in minutes. */
    @Override
    long shortLimit() {
        return 60;
    }

    @Test
    void aJobForWhichThereIsNoNodeWaitsForAReason() throws Exception {
        assumeTrue(
                user.asTester("scontrol", "update", "NodeName=n1", "State=DRAIN", "Reason=test")
                        .ok(),
                "only an administrator drains a node");
        try {
            Job job = submit("true", Map.of());

            await(() ->
                    look(job).reason().contains("Node") || look(job).reason().contains("Resources"));

            assertThat(look(job).state()).isEqualTo(JobState.QUEUED);
        } finally {
            user.asTester("scontrol", "update", "NodeName=n1", "State=RESUME");
        }
    }
}
