package io.researchloop.workflows.model;

import io.researchloop.runner.protocol.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, all evidence together.
 *
 * @param job the scheduler's account, where there is one
 */
public record AttemptEnd(Outcome outcome, @Nullable JobEnd job) {}
