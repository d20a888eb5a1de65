package io.researchloop.workflows.model;

/** What a scheduler says of a job, in five words. */
public enum JobState {
    QUEUED,
    RUNNING,
    /** Ended, with accounting that says how. */
    ENDED,
    /** Ended without a trace of how: neither queue nor accounting knows it, in several looks. */
    LOST,
    /** Nothing is known at the moment. Not dead. */
    UNKNOWN
}
