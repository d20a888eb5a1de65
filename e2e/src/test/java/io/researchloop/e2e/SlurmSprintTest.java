package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

class SlurmSprintTest extends ClusterSprintContract {
    SlurmSprintTest() {
        super(BatchSystem.SLURM);
    }

    @BesideOthers
    void aJobThatRunsOutOfMemoryIsFollowedByOneThatAsksForMore() {
        Sprint sprint = api.awaitEnd(createWith("fix_1 is large", List.of("mem", "500M")));

        assertWentOn(sprint, "fix_1");
        assertThat(sprint.attempts().get(0).toString()).contains("out_of_memory");
        // The books are late; what was asked for stands in the batch scripts.
        assertThat(sprint.folder().text(".researchloop/attempts/1/batch.sh")).containsPattern("--mem=\\W?500M");
        assertThat(sprint.folder().text(".researchloop/attempts/2/batch.sh")).containsPattern("--mem=\\W?1000M");
    }
}
