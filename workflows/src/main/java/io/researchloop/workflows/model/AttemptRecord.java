package io.researchloop.workflows.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, for people.
 *
 * @param end null while it goes on
 */
public record AttemptRecord(
        int number,
        @Nullable String jobId,
        @Nullable Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable AttemptEnd end) {}
