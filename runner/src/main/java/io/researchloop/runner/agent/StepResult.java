package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param usage the whole step's spend in this run; what {@link AgentListener#spent} was told is part of it
 * @param text the agent's last words; may be empty
 */
public record StepResult(Outcome outcome, @Nullable String sessionId, Usage usage, String text) {}
