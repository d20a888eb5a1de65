package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is said to a scheduler that is driven by commands, and what its answers mean. Pure: {@link CommandScheduler} runs
 * them. Jobs are named by the scheduler's own ids.
 */
interface SchedulerCommands {
    /**
     * Lines of bash that the batch script begins with. They set {@code job_id}, so that of two jobs of one attempt only one
     * does the work; {@code warn_after=SECONDS} has the script warn the runner by itself, where the scheduler does not.
     */
    String directives(Job job);

    /** The command that submits the job; every path is an argument, as it may hold blanks and quotes. */
    List<String> submit(Job job);

    /**
     * The id of a job that was submitted just now, or was found by {@link #lookUp}.
     *
     * @throws io.researchloop.activities.transport.ClusterUnavailable if the answer names none
     */
    String parseId(String answer);

    /** True if a submit that failed with these words may succeed later, or may even have succeeded. */
    boolean mayWorkLater(String complaint);

    /** A line of bash that prints the id of the job of this name, whether it is queued or has ended; or nothing. */
    String lookUp(String jobName);

    /** A line of bash that ends job {@code $1}. */
    String end();

    /**
     * A line of bash that prints {@code alive} while job {@code $1} waits or runs, {@code ending} while it is being ended,
     * and nothing when it is gone; it fails when nobody knows.
     */
    String state();

    ShellCommand queue(Collection<String> ids);

    /**
     * What the queue knows, by id; a job that is missing here is not dead.
     *
     * @throws io.researchloop.activities.transport.ClusterUnavailable if the scheduler did not answer
     */
    Map<String, JobStatus> parseQueue(ShellResult answer);

    ShellCommand accounting(Collection<String> ids);

    /** Only of jobs that have ended. */
    Map<String, JobStatus> parseAccounting(ShellResult answer);
}
