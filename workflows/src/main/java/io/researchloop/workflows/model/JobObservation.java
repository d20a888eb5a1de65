package io.researchloop.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * What the watcher saw of an attempt's job.
 *
 * @param runnerEnded true if the attempt's exit file is there: its runner has said what it could
 * @param end only with {@link JobState#ENDED} and {@link JobState#LOST}
 */
public record JobObservation(
        int attempt, JobState state, @Nullable JobEnd end, boolean runnerEnded) {
    public JobObservation(int attempt, JobState state, @Nullable JobEnd end) {
        this(attempt, state, end, false);
    }
}
