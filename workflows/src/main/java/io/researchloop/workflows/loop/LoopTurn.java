package io.researchloop.workflows.loop;

import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at one place of the loop: an idea, and its sprint once there is one.
 *
 * @param position from 1
 * @param number the try at this position, from 1
 * @param parent the sprint that the idea is drawn from
 * @param forgiven true if it ended badly before a person resumed the loop
 * @param metric the value of the loop's metric; null if there is none
 * @param since when it came into this state
 * @param detail why it was refused, is unusable, failed, or that no idea is left
 */
public record LoopTurn(
        int position,
        int number,
        TurnOrigin origin,
        @Nullable String parent,
        TurnState state,
        boolean forgiven,
        @Nullable String sprintId,
        @Nullable SprintStatus sprintStatus,
        @Nullable Double metric,
        Instant since,
        @Nullable String detail) {
    boolean open() {
        return switch (state) {
            case WRITING, OFFERED -> true;
            case REFUSED, UNUSABLE, NONE_LEFT -> false;
            case SPRINT -> !status().terminal();
        };
    }

    boolean completed() {
        return state == TurnState.SPRINT && status() == SprintStatus.COMPLETED;
    }

    boolean failed() {
        return state == TurnState.UNUSABLE || (state == TurnState.SPRINT && status() == SprintStatus.FAILED);
    }

    boolean cancelled() {
        return state == TurnState.SPRINT && status() == SprintStatus.CANCELLED;
    }

    /** Is at work, or has come to something. */
    boolean counts() {
        return open() || completed();
    }

    private SprintStatus status() {
        return sprintStatus == null ? SprintStatus.PENDING : sprintStatus;
    }

    double value() {
        return metric == null ? Double.NaN : metric;
    }

    String name() {
        return sprintId == null ? "Idea " + position : "Sprint " + sprintId;
    }
}
