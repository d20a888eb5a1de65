package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A sprint from its committed row to its end. The workflow id is the sprint's id. */
@WorkflowInterface
public interface SprintWorkflow {
    @WorkflowMethod
    void run(SprintSnapshot snapshot);

    /** The cluster gives this sprint a slot for that attempt. Repeats do nothing. */
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
