package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A batch scheduler. What it is asked at every tick comes as commands and the meaning of their answers, so that the
 * watcher can put them into one round trip with everything else it wants to know. Every call that runs or reads a command
 * may throw {@link io.researchloop.activities.transport.ClusterUnavailable}.
 */
public interface Scheduler {
    /** Lines of bash that the batch script begins with; may be empty. */
    String directives(Job job);

    /**
     * Hands the job to the scheduler, at most once however often it is called: under a lock, an attempt that has a job
     * already answers with that job.
     *
     * @throws SubmitRefused if the scheduler, or a cancel that came first, says no
     */
    JobRef submit(Job job) throws InterruptedException;

    /** One look at the queue for all the jobs, however many they are. */
    ShellCommand queueCommand(Collection<Job> jobs);

    /**
     * What the queue says of each job. One that it does not know, or no longer knows the end of, is UNKNOWN and not dead:
     * accounting is asked next.
     *
     * @param jobs the same as for the command, in the same order
     * @throws io.researchloop.activities.transport.ClusterUnavailable if the scheduler itself gave no answer
     */
    Map<Job, JobStatus> parseQueue(Collection<Job> jobs, ShellResult answer);

    /** One look at the accounting for the jobs that the queue does not know; empty if the queue has told all there is. */
    Optional<ShellCommand> accountingCommand(Collection<Job> jobs);

    /** What accounting says; UNKNOWN for a job it has no account of yet. */
    Map<Job, JobStatus> parseAccounting(Collection<Job> jobs, ShellResult answer);

    /**
     * Ends the job, whether it waits or runs, and sees to it that a later submit of the same attempt is refused. Does
     * nothing to a job that has ended.
     */
    void cancel(Job job) throws InterruptedException;
}
