package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler says of a job.
 *
 * @param reason its own words for people, for example why a job waits; may be empty
 * @param end only when it has ended or is lost
 * @param expectedStart when the scheduler reckons that it starts, while it waits; null if it does not say
 */
public record JobStatus(
        JobState state,
        String reason,
        @Nullable JobEnd end,
        @Nullable Instant expectedStart) {
    public JobStatus(JobState state, String reason, @Nullable JobEnd end) {
        this(state, reason, end, null);
    }

    public static JobStatus of(JobState state) {
        return new JobStatus(state, "", null);
    }
}
