package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobRef;
import io.temporal.activity.ActivityInterface;

/** What a sprint does to its cluster, on the cluster's own task queue. */
@ActivityInterface(namePrefix = "Sprint")
public interface SprintActivities {
    /** A failure of this type is the user's to mend: the scheduler or the directory refuses the job. */
    String REFUSED = "Refused";

    /**
     * Prepares the directory and hands the attempt's job to the scheduler. Idempotent: a repeat returns the same job.
     *
     * @throws io.temporal.failure.ApplicationFailure of type {@link #REFUSED}, not retryable
     */
    JobRef submit(AttemptRequest request);

    /** Ends the attempt's job, if there is one, and sees to it that no later submit of this attempt makes one. */
    void cancel(AttemptRequest request);

    /** Reads what a job that ended without the runner's word left behind: exit file, checkpoint, accounting. */
    AttemptEnd verdict(VerdictRequest request);

    /** Brings summary, report, metrics and what artifacts did not arrive from the directory into the store. */
    void collect(AttemptRequest request);
}
