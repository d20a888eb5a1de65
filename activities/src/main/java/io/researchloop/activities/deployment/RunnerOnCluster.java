package io.researchloop.activities.deployment;

/**
 * What a batch script starts.
 *
 * @param java the command, a path or a name that the set-up lines bring
 * @param jar the runner's absolute path
 */
public record RunnerOnCluster(String java, String jar) {}
