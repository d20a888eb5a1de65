package io.researchloop.workflows.cluster;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** What a cluster's workflow does to the world. */
@ActivityInterface(namePrefix = "Cluster")
public interface ClusterActivities {
    /** Local: the slots of this cluster that are taken by the rows. */
    List<Lease> slotHolders(String cluster);

    /** Local: those of the leases whose attempts have ended by the rows, though nobody gave them back. */
    List<Lease> leaked(List<Lease> leases);

    /**
     * Local: tells a sprint that it has a slot.
     *
     * @return false if that sprint's workflow has ended or is not there, so that the slot stays free
     */
    boolean grant(Lease lease);

    /**
     * Watches all jobs of the cluster with one batched command a tick, stores what it reads, and signals the sprints
     * whose jobs changed. Heartbeats; returns after a while, or when no job is left to watch.
     */
    void watch(String cluster);
}
