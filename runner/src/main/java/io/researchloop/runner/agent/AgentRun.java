package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.OutcomeKind;

/** A step at work. All methods may be called from any thread. */
public interface AgentRun {
    /** Waits for the end, however the step ends; never throws for a failure of the agent. */
    StepResult await() throws InterruptedException;

    /**
     * Ends the step in good order: the agent gets time to save its session, then its whole process tree is killed.
     * Returns at once; {@link #await()} then returns with this kind. Repeats do nothing.
     */
    void stop(OutcomeKind why, String detail);

    /** Hands a person's message to the agent at work. False if it can take none now; then it belongs to a later step. */
    boolean message(String text);
}
