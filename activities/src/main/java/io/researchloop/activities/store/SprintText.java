package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;

/** The texts that version 0.1's lists carry beside the row. */
public record SprintText(
        String sprintId, String idea, @Nullable String summary, String metadataJson) {}
