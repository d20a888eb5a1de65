package io.researchloop.activities.cluster;

/** Those who look at a sprint just now. */
@FunctionalInterface
public interface Onlookers {
    /** Asked every second: it must be quick. */
    boolean watch(String sprintId);
}
