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
        // The books are late; the controller still remembers what was asked for.
        assertThat(sprint.attempts().stream()
                        .map(attempt -> attempt.get("job_id").getAsString())
                        .map(job -> Tool.run("scontrol", "show", "job", job))
                        .map(text -> text.replaceAll("(?s).*\\bmem=(\\w+).*", "$1")))
                .containsExactly("500M", "1000M");
    }
}
