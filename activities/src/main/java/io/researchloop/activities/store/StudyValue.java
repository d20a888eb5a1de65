package io.researchloop.activities.store;

import io.researchloop.activities.metric.Metric;
import org.jspecify.annotations.Nullable;

/**
 * What a sprint measured, beside what its study had.
 *
 * @param bestBefore the best that the study's completed sprints had when it was measured; null if there was none, or the
 *     agent did not say which way is better
 */
public record StudyValue(
        String sprintId, Metric metric, @Nullable Double bestBefore) {}
