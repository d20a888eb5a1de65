package io.researchloop.workflows.sprint;

/**
 * Which attempt, and how long its job may run.
 *
 * @param attempt from 1
 */
public record AttemptRequest(String sprintId, int attempt, long timeLimitSeconds) {}
