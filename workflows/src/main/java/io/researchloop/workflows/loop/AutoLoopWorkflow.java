package io.researchloop.workflows.loop;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A loop from its committed row to its end. The workflow id is the loop's id. */
@WorkflowInterface
public interface AutoLoopWorkflow {
    @WorkflowMethod
    void run(LoopRun loop);

    /**
     * Something about the loop has changed: a sprint of it ended, or a person wants something. What it is stands in the
     * rows.
     *
     * @param number counts up; a number that is not above the last one is a repeat
     */
    @SignalMethod
    void news(long number);

    /** The last step that was taken. */
    @QueryMethod
    LoopStep step();
}
