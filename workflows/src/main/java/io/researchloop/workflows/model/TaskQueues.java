package io.researchloop.workflows.model;

/** The task queues' names. */
public final class TaskQueues {
    /** Workflows and what touches no cluster. */
    public static final String CONTROL = "researchloop";

    private TaskQueues() {}

    /** A cluster's own queue, with few slots, so that one hung login node starves nobody else. */
    public static String cluster(String name) {
        return "cluster-" + name;
    }

    /** The id of a cluster's workflow. */
    public static String clusterWorkflow(String name) {
        return "cluster-" + name;
    }
}
