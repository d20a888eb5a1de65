package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which sprints a list shows; null is any.
 *
 * @param text words that id, idea or summary have, each from its beginning, in any order and case
 */
public record SprintFilter(
        @Nullable String study,
        @Nullable SprintStatus status,
        @Nullable String text,
        @Nullable String loopId) {
    public static final SprintFilter ALL = new SprintFilter(null, null, null, null);

    public static SprintFilter study(@Nullable String study) {
        return new SprintFilter(study, null, null, null);
    }
}
