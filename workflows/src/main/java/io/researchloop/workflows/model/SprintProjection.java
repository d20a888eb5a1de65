package io.researchloop.workflows.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The workflow-owned columns of a sprint's row. A write with a revision that is not above the row's is a no-op, and so
 * is any write to a terminal row.
 *
 * @param queuedAt when it got in line; orders the queue that people see
 * @param attemptRecord the attempt's own row, if it changed
 */
public record SprintProjection(
        String sprintId,
        long revision,
        SprintStatus status,
        int attempt,
        int cutOffs,
        int usageLimits,
        @Nullable JobRef job,
        long ranSeconds,
        @Nullable Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant attemptStartedAt,
        @Nullable Instant completedAt,
        @Nullable Instant sleepUntil,
        @Nullable String error,
        @Nullable AttemptRecord attemptRecord) {}
