package io.researchloop.workflows.loop;

/** What becomes of an idea that nobody has approved in time. */
public enum ApprovalTimeout {
    APPROVE,
    /** The loop is paused; the idea waits on. */
    PAUSE,
    STOP
}
