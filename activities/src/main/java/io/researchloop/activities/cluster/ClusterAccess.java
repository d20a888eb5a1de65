package io.researchloop.activities.cluster;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.transport.RemoteShell;

/** A cluster, and the way to it. */
public record ClusterAccess(ClusterConfig config, RemoteShell shell, Scheduler scheduler) {}
