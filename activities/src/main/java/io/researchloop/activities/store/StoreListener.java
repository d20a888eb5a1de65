package io.researchloop.activities.store;

/** Hears of committed changes. Called on the writer's thread, so it must be quick and must not write. */
public interface StoreListener {
    /** Once for each sprint that a batch of commits changed. */
    void sprintChanged(String sprintId);
}
