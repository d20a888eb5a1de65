package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobRef;
import java.util.Collection;
import java.util.Map;

/** A batch scheduler. Every call may throw {@link io.researchloop.activities.transport.ClusterUnavailable}. */
public interface Scheduler {
    /** Lines that the batch script begins with, each one a comment to the shell; may be empty. */
    String directives(Job job);

    /**
     * Hands the job to the scheduler, at most once however often it is called: under a lock, an attempt that has a job
     * already answers with that job.
     *
     * @throws SubmitRefused if the scheduler, or a cancel that came first, says no
     */
    JobRef submit(Job job) throws InterruptedException;

    /** One look at all the jobs with one command. A job that nothing is known of is UNKNOWN, not dead. */
    Map<Job, JobStatus> status(Collection<Job> jobs) throws InterruptedException;

    /**
     * Ends the job, whether it waits or runs, and sees to it that a later submit of the same attempt is refused. Does
     * nothing to a job that has ended.
     */
    void cancel(Job job) throws InterruptedException;
}
