package io.researchloop.runner.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an agent shall do in one step.
 *
 * @param step the step's name
 * @param directory the sprint's directory, absolute; the agent's working directory
 * @param prompt the file that holds the prompt, of any size; it goes to the agent on stdin, byte for byte
 * @param sessionId the session to resume; null: begin a new one
 * @param budgetUsd what may still be spent; null: no limit
 * @param stream where the raw stream is appended
 */
public record StepRequest(
        String step,
        Path directory,
        Path prompt,
        @Nullable String sessionId,
        @Nullable Double budgetUsd,
        Path stream) {}
