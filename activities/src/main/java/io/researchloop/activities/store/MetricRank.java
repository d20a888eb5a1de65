package io.researchloop.activities.store;

/**
 * Where a completed sprint stands among those of its study which have the metric.
 *
 * @param place from 1, the best
 * @param sprints how many there are, two at least; counted up to one more than {@link #COUNTED}
 */
public record MetricRank(int place, int sprints) {
    /** No page waits until more are counted. */
    public static final int COUNTED = 1000;
}
