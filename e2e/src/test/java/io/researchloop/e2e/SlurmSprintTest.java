package io.researchloop.e2e;

class SlurmSprintTest extends ClusterSprintContract {
    SlurmSprintTest() {
        super(BatchSystem.SLURM);
    }
}
