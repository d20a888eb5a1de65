package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Usage;

/** Hears what an agent does in a step. Any call is a sign of life. */
public interface AgentListener {
    /** The session that a later step or attempt must resume. */
    void session(String sessionId);

    /** Spend since the last call, while the step still runs, so that a killed process's spend is not lost. */
    void spent(Usage delta);

    /** A line for the human-readable tool log, without a line end. */
    void log(String line);

    /** Output came, of whatever kind. */
    void alive();
}
