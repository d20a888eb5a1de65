package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.SprintSnapshot;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A sprint from its committed row to its end. The workflow id is the sprint's id. */
@WorkflowInterface
public interface SprintWorkflow extends AttemptOwner {
    @WorkflowMethod
    void run(SprintSnapshot snapshot);
}
