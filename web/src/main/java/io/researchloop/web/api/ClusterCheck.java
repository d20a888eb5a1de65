package io.researchloop.web.api;

import io.researchloop.activities.config.ClusterConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks whether a cluster can be used: log in, find the scheduler, write to the working directory. */
public interface ClusterCheck {
    /** Begins the look; nobody waits for it on the caller's thread. It ends within a minute, one way or another. */
    CompletableFuture<Report> check(ClusterConfig cluster);

    /** @param ok true if every step is */
    record Report(boolean ok, List<Step> steps) {
        public Report {
            steps = List.copyOf(steps);
        }
    }

    /** @param detail what was found, or what is wrong and what to do */
    record Step(String name, boolean ok, String detail) {}
}
