package io.researchloop.workflows.tweak;

import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.researchloop.workflows.sprint.SprintWorkflowImpl;
import io.temporal.workflow.WorkflowInit;

/** A tweak takes a slot, has attempts, goes on after a cut and brings results home exactly as a sprint does. */
public final class TweakWorkflowImpl implements TweakWorkflow {
    private final SprintWorkflow life;

    @WorkflowInit
    public TweakWorkflowImpl(SprintSnapshot snapshot) {
        life = new SprintWorkflowImpl(snapshot);
    }

    @Override
    public void run(SprintSnapshot snapshot) {
        life.run(snapshot);
    }

    @Override
    public void slotGranted(int attempt) {
        life.slotGranted(attempt);
    }

    @Override
    public void runnerStarted(int attempt) {
        life.runnerStarted(attempt);
    }

    @Override
    public void runnerEnded(RunnerWord word) {
        life.runnerEnded(word);
    }

    @Override
    public void jobObserved(JobObservation observation) {
        life.jobObserved(observation);
    }

    @Override
    public void cancel(String reason) {
        life.cancel(reason);
    }

    @Override
    public SprintSnapshot snapshot() {
        return life.snapshot();
    }
}
