package io.researchloop.activities.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Newest first.
 *
 * @param nextCursor for the page of older ones; null on the last page
 */
public record SprintPage(List<SprintRow> rows, @Nullable Long nextCursor) {
    public SprintPage {
        rows = List.copyOf(rows);
    }
}
