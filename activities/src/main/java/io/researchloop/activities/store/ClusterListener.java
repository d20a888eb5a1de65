package io.researchloop.activities.store;

/** Hears that a cluster's page would look different now. Called from any thread; it must be quick. */
@FunctionalInterface
public interface ClusterListener {
    void clusterChanged(String cluster);
}
