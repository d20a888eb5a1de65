package io.researchloop.workflows.loop;

import io.temporal.activity.ActivityInterface;

/** Has ideas written outside of a sprint's job, where the agent is signed in. */
@ActivityInterface(namePrefix = "Idea")
public interface IdeaActivities {
    /**
     * Has the agent write the idea of a turn, and writes it, or why there is none, into the loop's rows. Repeats of a
     * turn that has its idea do nothing.
     */
    void write(IdeaRequest request);
}
