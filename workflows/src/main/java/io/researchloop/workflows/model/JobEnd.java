package io.researchloop.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * How a job ended by the scheduler's account.
 *
 * @param state the scheduler's own word, for example {@code TIMEOUT}
 * @param exitCode of the batch script; null if unknown
 * @param signal that ended it; null if none or unknown
 * @param reason the scheduler's reason, for people; may be empty
 * @param ranSeconds how long it ran, however late its end was seen; null if unknown
 * @param memory null if unknown
 */
public record JobEnd(
        Cause cause,
        String state,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        String reason,
        @Nullable Long ranSeconds,
        @Nullable JobMemory memory) {
    /** The ends that control tells apart. */
    public enum Cause {
        /** The batch script ended by itself, with whatever code. */
        EXITED,
        TIME_LIMIT,
        OUT_OF_MEMORY,
        NODE_LOST,
        PREEMPTED,
        /** By someone's scancel, qdel or kill. */
        KILLED,
        UNKNOWN
    }

    /** Without what it took. */
    public JobEnd(Cause cause, String state, @Nullable Integer exitCode, @Nullable Integer signal, String reason) {
        this(cause, state, exitCode, signal, reason, null, null);
    }

    /** The same end, with a cause that was found out otherwise. */
    public JobEnd because(Cause known) {
        return new JobEnd(known, state, exitCode, signal, reason, ranSeconds, memory);
    }

    public JobEnd after(@Nullable Long seconds) {
        return new JobEnd(cause, state, exitCode, signal, reason, seconds, memory);
    }

    public JobEnd with(@Nullable JobMemory known) {
        return new JobEnd(cause, state, exitCode, signal, reason, ranSeconds, known);
    }
}
