package io.researchloop.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * What the watcher saw of an attempt's job.
 *
 * @param end only with {@link JobState#ENDED} and {@link JobState#LOST}
 */
public record JobObservation(
        int attempt, JobState state, @Nullable JobEnd end) {}
