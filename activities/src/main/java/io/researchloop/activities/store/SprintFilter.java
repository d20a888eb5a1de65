package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sprints a list shows; null is any.
 *
 * @param text words that id, idea, summary or report have, each from its beginning, in any order and case
 * @param since created at this moment or later
 * @param until created before this moment
 */
public record SprintFilter(
        @Nullable String study,
        @Nullable SprintStatus status,
        @Nullable String text,
        @Nullable String loopId,
        @Nullable Instant since,
        @Nullable Instant until) {
    public static final SprintFilter ALL = new SprintFilter(null, null, null, null);

    /** Created at any time. */
    public SprintFilter(
            @Nullable String study, @Nullable SprintStatus status, @Nullable String text, @Nullable String loopId) {
        this(study, status, text, loopId, null, null);
    }

    public static SprintFilter study(@Nullable String study) {
        return new SprintFilter(study, null, null, null);
    }

    public SprintFilter created(@Nullable Instant from, @Nullable Instant before) {
        return new SprintFilter(study, status, text, loopId, from, before);
    }
}
