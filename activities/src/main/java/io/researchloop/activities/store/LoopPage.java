package io.researchloop.activities.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the next page, null on the last one */
public record LoopPage(List<LoopRow> loops, @Nullable Long next) {
    public LoopPage {
        loops = List.copyOf(loops);
    }
}
