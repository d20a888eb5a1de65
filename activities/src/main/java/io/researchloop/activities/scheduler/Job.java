package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's job, before and after it is submitted.
 *
 * @param name unique to the attempt, {@link JobRef#nameOf}
 * @param sprintDirectory absolute
 * @param attemptDirectory absolute; holds the batch script, the job-id marker and the exit file
 * @param timeLimitSeconds after which the scheduler ends it
 * @param options the merged job options
 * @param ref null before it is submitted
 */
public record Job(
        String name,
        String sprintDirectory,
        String attemptDirectory,
        long timeLimitSeconds,
        Map<String, String> options,
        @Nullable JobRef ref) {
    public Job {
        options = Map.copyOf(options);
    }
}
