package io.researchloop.runner.protocol;

/** Where a step is. A step that was cut off stays {@code INTERRUPTED} until the next attempt takes it up. */
public enum StepStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    INTERRUPTED,
    FAILED
}
