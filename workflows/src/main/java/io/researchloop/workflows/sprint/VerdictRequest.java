package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobRef;
import org.jspecify.annotations.Nullable;

/**
 * An attempt whose job is gone.
 *
 * @param end the scheduler's account as the watcher read it
 */
public record VerdictRequest(
        String sprintId,
        int attempt,
        @Nullable JobRef job,
        @Nullable JobEnd end) {}
