package io.researchloop.activities.config;

/** What runs a cluster's batch jobs. */
public enum SchedulerType implements Word {
    SLURM,
    SGE,
    /** This machine: each job is a process group of its own. */
    LOCAL
}
