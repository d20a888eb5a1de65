package io.researchloop.workflows.loop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a loop stands after all that could be done at once was done.
 *
 * @param seen the number of the last news that it takes account of
 * @param writing the turns whose ideas are to be written outside of a sprint
 * @param until look again then; null: only when there is news
 * @param description for the Temporal UI
 */
public record LoopStep(
        LoopStatus status,
        long seen,
        List<IdeaRequest> writing,
        @Nullable Instant until,
        String description) {
    public LoopStep {
        writing = List.copyOf(writing);
    }

    /** Before the first one. */
    static LoopStep none(long seen) {
        return new LoopStep(LoopStatus.RUNNING, seen, List.of(), null, "");
    }
}
