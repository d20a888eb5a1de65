package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;

/** What a workflow hears whose work is done in attempts: a sprint's, or a tweak's. The words are the same for both. */
public interface AttemptOwner {
    /** The cluster gives a slot for that attempt. Repeats do nothing. */
    @SignalMethod
    void slotGranted(int attempt);

    /** The attempt's runner was heard of for the first time. */
    @SignalMethod
    void runnerStarted(int attempt);

    /** The attempt's runner said its last word; the first word on an attempt wins. */
    @SignalMethod
    void runnerEnded(RunnerWord word);

    /** The watcher saw the attempt's job in a new state. */
    @SignalMethod
    void jobObserved(JobObservation observation);

    /**
     * A person wants the end.
     *
     * @param reason who and why, for the row
     */
    @SignalMethod
    void cancel(String reason);

    @QueryMethod
    SprintSnapshot snapshot();
}
