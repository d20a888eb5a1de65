package io.researchloop.workflows.cluster;

import java.util.List;

/**
 * The cluster workflow's input and state.
 *
 * @param leases the slots that are taken
 * @param queue who waits, first in line first
 */
public record ClusterSnapshot(String cluster, int maxConcurrentJobs, List<Lease> leases, List<Lease> queue) {
    public ClusterSnapshot {
        leases = List.copyOf(leases);
        queue = List.copyOf(queue);
    }

    public static ClusterSnapshot fresh(String cluster, int maxConcurrentJobs) {
        return new ClusterSnapshot(cluster, maxConcurrentJobs, List.of(), List.of());
    }
}
