package io.researchloop.workflows.loop;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a loop does next. */
public sealed interface LoopMove {
    /**
     * Begins a turn: with a sprint at once, or with an idea that has to be written first.
     *
     * @param sameIdea whether the parent's idea is taken as it is
     */
    record Begin(
            int position,
            int number,
            TurnOrigin origin,
            @Nullable String parent,
            boolean sameIdea) implements LoopMove {}

    /** Nobody has answered in time: the idea is taken as approved. */
    record Approve(LoopTurn turn) implements LoopMove {}

    /** An idea that comes to nothing because the loop ends. */
    record Withdraw(LoopTurn turn) implements LoopMove {}

    /** The running sprints end with the loop. */
    record CancelSprints(List<String> sprintIds) implements LoopMove {
        public CancelSprints {
            sprintIds = List.copyOf(sprintIds);
        }
    }

    /** Nothing new begins until a person resumes it. */
    record Pause(String reason) implements LoopMove {}

    /** Nothing new begins any more. */
    record Stop(String reason) implements LoopMove {}

    /** The end. */
    record End(LoopStatus status, @Nullable String reason) implements LoopMove {}

    /**
     * Nothing to do until something changes.
     *
     * @param until look again then, even if nothing has changed
     */
    record Wait(@Nullable Instant until) implements LoopMove {}
}
