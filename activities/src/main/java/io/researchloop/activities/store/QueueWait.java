package io.researchloop.activities.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler says of a job that waits in its queue.
 *
 * @param reason why it waits, in sentences; null if it gives none
 * @param expectedStart when it reckons that the job starts, which it may think better of; null if it says nothing
 */
public record QueueWait(@Nullable String reason, @Nullable Instant expectedStart) {
    /** Null if that was before now: then it says nothing any more. */
    public @Nullable Instant expectedAfter(Instant now) {
        return expectedStart != null && expectedStart.isAfter(now) ? expectedStart : null;
    }
}
