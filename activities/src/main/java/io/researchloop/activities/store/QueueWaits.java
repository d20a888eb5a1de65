package io.researchloop.activities.store;

import java.util.Optional;

/** What the last look at their scheduler's queue said of jobs that wait in it. */
@FunctionalInterface
public interface QueueWaits {
    /** Empty if the sprint's job does not wait, or its scheduler says nothing of it. */
    Optional<QueueWait> of(String sprintId);
}
