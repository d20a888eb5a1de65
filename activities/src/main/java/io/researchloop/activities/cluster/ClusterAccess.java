package io.researchloop.activities.cluster;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.transport.RemoteShell;

/** A cluster, and the way to it. */
public record ClusterAccess(ClusterConfig config, RemoteShell shell, Scheduler scheduler) {
    /** The cluster's working directory, from the root. */
    public String workingDir() throws InterruptedException {
        return shell.absolute(config.workingDir());
    }

    /** A sprint's directory, from the root; the row may begin with {@code ~/}. */
    public String directory(String written) throws InterruptedException {
        return shell.absolute(written);
    }
}
