package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlurmSprintTest extends ClusterSprintContract {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    SlurmSprintTest() {
        super(BatchSystem.SLURM);
    }

    @BesideOthers
    void aJobThatRunsOutOfMemoryIsFollowedByOneThatAsksForMore() {
        Sprint sprint = api.awaitEnd(createWith("fix_1 is large", List.of("mem", "500M")));

        assertWentOn(sprint, "fix_1");
        assertThat(sprint.attempts().get(0).toString()).contains("out_of_memory");
        // The books are late, and the controller forgets.
        Until.holds(
                "jobs of 500 MB and of twice that", () -> askedMemory(sprint).equals(List.of("500M", "1000M")));
    }

    private static List<String> askedMemory(Sprint sprint) {
        String jobs = sprint.attempts().stream()
                .map(attempt -> attempt.get("job_id").getAsString())
                .collect(Collectors.joining(","));
        return Tool.run("sacct", "-n", "-X", "-P", "-j", jobs, "-o", "ReqMem")
                .lines()
                .toList();
    }
}
