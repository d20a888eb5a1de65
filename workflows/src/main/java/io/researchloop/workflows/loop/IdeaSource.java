package io.researchloop.workflows.loop;

/** Where the agent runs that writes a loop's ideas. */
public enum IdeaSource {
    /** In the sprint's own job, as its first step. */
    JOB,
    /** On the cluster's login node, before the job. */
    LOGIN,
    /** On the orchestrator's machine, before the job. */
    ORCHESTRATOR
}
