package io.researchloop.workflows.sprint;

import io.researchloop.workflows.cluster.Lease;
import io.temporal.activity.ActivityInterface;

/** A sprint's side of the slot queue: local activities that signal the cluster's workflow, starting it if need be. */
@ActivityInterface(namePrefix = "Slot")
public interface SlotActivities {
    /**
     * Gets in line for an attempt's slot.
     *
     * @param held true if it has the slot already: its job runs, and the cluster's workflow may have forgotten
     */
    void claim(String cluster, Lease lease, boolean held);

    void release(String cluster, Lease lease);
}
