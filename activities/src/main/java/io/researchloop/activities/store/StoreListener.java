package io.researchloop.activities.store;

/** Hears of committed changes. Called on the writer's thread, so it must be quick and must not write. */
public interface StoreListener {
    /**
     * Once for each sprint, and each loop, that a batch of commits changed.
     *
     * @param id a sprint's or a loop's
     */
    void sprintChanged(String id);
}
