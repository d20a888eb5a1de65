package io.researchloop.activities.store;

import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint that holds a slot, for the watcher of its cluster.
 *
 * @param sprintId the tweak's if its job is one's
 * @param directory in which its attempts lie
 * @param job null while the submission is under way
 */
public record LiveJob(
        String sprintId,
        int attempt,
        @Nullable JobRef job,
        String directory,
        SprintStatus status,
        @Nullable Instant submittedAt) {}
