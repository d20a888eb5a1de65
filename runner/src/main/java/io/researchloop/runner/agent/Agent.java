package io.researchloop.runner.agent;

/** A command-line coding agent. An instance serves one attempt; its steps run one after another. */
public interface Agent {
    /** The name that people see in logs, rows and pages, for example {@code claude} or {@code scripted}. */
    String name();

    /**
     * Starts one step. The agent's raw stream is appended to {@link StepRequest#stream()} line by line as it comes.
     *
     * @param listener called from a thread of the agent's, one call at a time
     */
    AgentRun start(StepRequest request, AgentListener listener);
}
