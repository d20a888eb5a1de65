package io.researchloop.workflows.model;

/** What people see of a sprint. The step at work is told apart from it, as {@code phase}. */
public enum SprintStatus {
    /** A committed row; no workflow has taken it up yet. */
    PENDING,
    /** Waits for a slot of its cluster, or sleeps until a usage limit is lifted. */
    QUEUED,
    /** Holds a slot; its job is being handed, or is handed, to the scheduler. */
    SUBMITTED,
    /** The runner is at work. */
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** True while the sprint takes up one of its cluster's slots. */
    public boolean holdsSlot() {
        return this == SUBMITTED || this == RUNNING;
    }

    /**
     * The state table. A terminal state is never left; a live one may come back to {@link #QUEUED} for its next
     * attempt.
     */
    public static boolean allowed(SprintStatus from, SprintStatus to) {
        return switch (from) {
            case PENDING -> to != PENDING;
            case QUEUED, SUBMITTED, RUNNING -> to != PENDING;
            case COMPLETED, FAILED, CANCELLED -> to == from;
        };
    }
}
