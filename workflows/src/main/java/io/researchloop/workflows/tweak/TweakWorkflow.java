package io.researchloop.workflows.tweak;

import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.sprint.AttemptOwner;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * A tweak from its committed row to its end. The workflow id is the tweak's id, and where a snapshot, a projection, a
 * lease or an activity's request has a sprint's id, that is the tweak's.
 */
@WorkflowInterface
public interface TweakWorkflow extends AttemptOwner {
    @WorkflowMethod
    void run(SprintSnapshot snapshot);
}
