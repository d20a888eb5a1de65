package io.researchloop.activities.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, in its order.
 *
 * @param nextCursor for the page after this one; null on the last page
 */
public record SprintPage(List<SprintRow> rows, @Nullable Long nextCursor) {
    public SprintPage {
        rows = List.copyOf(rows);
    }
}
