package io.researchloop.temporal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of looking for a {@code temporal} binary.
 *
 * @param found the first that works
 * @param passedOver those that were looked at before it and do not, each with the reason
 */
public record BinarySearch(@Nullable TemporalBinary found, List<String> passedOver) {
    public BinarySearch {
        passedOver = List.copyOf(passedOver);
    }
}
