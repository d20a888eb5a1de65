package io.researchloop.activities.store;

import java.util.Optional;

/** Why jobs wait in their scheduler's queue, as the last look at it said. */
@FunctionalInterface
public interface QueueReasons {
    /** In sentences; empty if the sprint's job does not wait, or its scheduler gives no reason. */
    Optional<String> of(String sprintId);
}
