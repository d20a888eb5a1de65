package io.researchloop.workflows.model;

import io.researchloop.runner.protocol.Outcome;

/**
 * The runner's own word on how its attempt ended.
 *
 * @param attempt 0 if the runner does not say (version 0.1)
 */
public record RunnerWord(int attempt, Outcome outcome) {}
