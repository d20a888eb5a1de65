package io.researchloop.activities.config;

/** How the orchestrator runs commands on a cluster. */
public enum TransportType implements Word {
    SSH,
    /** The orchestrator runs on the cluster's login node, or the cluster is this machine. */
    LOCAL
}
