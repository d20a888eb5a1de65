package io.researchloop.activities.store;

/** Those who look at a sprint just now. */
@FunctionalInterface
public interface Onlookers {
    /** Asked every second: it must be quick. */
    boolean watch(String sprintId);
}
