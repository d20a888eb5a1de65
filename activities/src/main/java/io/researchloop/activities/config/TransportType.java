package io.researchloop.activities.config;

/** How the orchestrator runs commands on a cluster. */
public enum TransportType implements Word {
    /** By a connection of the orchestrator's own. */
    SSH,
    /** By the system's ssh(1), over a connection that a person opens: for sites that ask more than a key. */
    OPENSSH,
    /** The orchestrator runs on the cluster's login node, or the cluster is this machine. */
    LOCAL
}
