package io.researchloop.activities.config;

/** What runs a cluster's batch jobs. */
public enum SchedulerType implements Word {
    SLURM,
    /** Grid Engine: 8.1.9, and its relatives. */
    SGE,
    /** OpenPBS and PBS Professional; tried with documented output only. */
    PBS,
    /** IBM Spectrum LSF; tried with documented output only. */
    LSF,
    /** This machine: each job is a process group of its own. */
    LOCAL
}
