package io.researchloop.e2e;

import org.junit.jupiter.api.extension.RegisterExtension;

class SlurmSprintTest extends ClusterSprintContract {
    @RegisterExtension
    static final SlurmUse SLURM = SlurmUse.besideOthers();

    SlurmSprintTest() {
        super(BatchSystem.SLURM);
    }
}
