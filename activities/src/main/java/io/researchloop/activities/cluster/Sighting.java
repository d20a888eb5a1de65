package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.runner.protocol.OutcomeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a look saw of a job.
 *
 * @param status null if the scheduler gave no answer
 * @param exitCode the batch script's, by the attempt's exit file; null while there is none
 */
record Sighting(@Nullable JobStatus status, @Nullable Integer exitCode) {
    private static final int SIGNALLED = 128;

    /** True if only the scheduler knows who ended the job or its agent: its time limit, its memory, a person. */
    boolean endedByOthers() {
        return exitCode != null
                && (exitCode >= SIGNALLED
                        || exitCode == OutcomeKind.INTERRUPTED.exitCode()
                        || exitCode == OutcomeKind.AGENT_FAILED.exitCode());
    }

    Sighting with(@Nullable JobStatus other) {
        return new Sighting(other, exitCode);
    }
}
