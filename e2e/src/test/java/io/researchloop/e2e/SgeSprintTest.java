package io.researchloop.e2e;

class SgeSprintTest extends ClusterSprintContract {
    SgeSprintTest() {
        super(BatchSystem.SGE);
    }
}
