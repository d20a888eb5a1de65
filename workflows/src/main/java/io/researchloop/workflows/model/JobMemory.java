package io.researchloop.workflows.model;

import org.jspecify.annotations.Nullable;

/**
 * A job's memory by the scheduler's account.
 *
 * @param usedBytes the most that it was seen to use, which may be less than it did: schedulers look now and then; null if
 *     unknown
 * @param askedBytes what it asked for, or was given by default, all its slots together; null if unknown
 */
public record JobMemory(@Nullable Long usedBytes, @Nullable Long askedBytes) {
    /** Null if nothing is known; in accounts, 0 is what is not known. */
    public static @Nullable JobMemory ofKnown(long used, long asked) {
        return used <= 0 && asked <= 0 ? null : new JobMemory(used <= 0 ? null : used, asked <= 0 ? null : asked);
    }

    /** True if it was seen to use all that it had asked for. */
    public boolean usedUp() {
        return usedBytes != null && askedBytes != null && usedBytes >= askedBytes;
    }
}
