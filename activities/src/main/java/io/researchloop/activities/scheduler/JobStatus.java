package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler says of a job.
 *
 * @param reason its own words for people, for example why a job waits; may be empty
 * @param end only when it has ended or is lost
 */
public record JobStatus(
        JobState state, String reason, @Nullable JobEnd end) {
    public static JobStatus of(JobState state) {
        return new JobStatus(state, "", null);
    }
}
