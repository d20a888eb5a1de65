package io.researchloop.workflows.loop;

/** What people see of a loop. */
public enum LoopStatus {
    RUNNING,
    /** Nothing new begins; what runs goes on. */
    PAUSED,
    /** Nothing new ever begins; it ends with what runs. */
    STOPPING,
    /** All its sprints are done, or its goal is reached. */
    COMPLETED,
    /** A person, or its budget, ended it. */
    STOPPED,
    /** A sprint or an idea failed, and the loop was to stop then. It may be resumed. */
    FAILED;

    public boolean terminal() {
        return this == COMPLETED || this == STOPPED || this == FAILED;
    }
}
