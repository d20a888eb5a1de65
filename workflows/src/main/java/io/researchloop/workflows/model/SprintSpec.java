package io.researchloop.workflows.model;

/**
 * What does not change in a sprint's life and what its workflow must know; idea, prompts and secrets stay in the store.
 *
 * @param maxRunSeconds how long its jobs may run, all attempts together; waiting and sleeping do not count
 * @param maxAttempts how many jobs may be cut off before the sprint is given up, at least 1
 * @param graceSeconds how long the runner's word may lag behind its job's end
 */
public record SprintSpec(
        String sprintId, String study, String cluster, long maxRunSeconds, int maxAttempts, int graceSeconds) {}
