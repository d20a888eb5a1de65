package io.researchloop.web.command;

import io.researchloop.activities.config.ClusterConfig;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks whether a cluster can be used, link by link: from the network to the agent's sign-in. */
public interface ClusterCheck {
    /**
     * Begins the look, or joins the one that is under way; nobody waits for it on the caller's thread. It ends within
     * minutes, one way or another.
     *
     * @param acceptHostKey whether a host key that is not known yet is accepted
     */
    CompletableFuture<Report> check(ClusterConfig cluster, boolean acceptHostKey);

    /** The look that is under way, as far as it is; else the last one since this server started. */
    Optional<Report> latest(String cluster);

    /**
     * @param end null while it is under way
     * @param steps in the order in which they are tried
     */
    record Report(Instant begin, @Nullable Instant end, List<Step> steps) {
        public Report {
            steps = List.copyOf(steps);
        }

        /** True if it has ended, and nothing is broken; a warning breaks nothing. */
        public boolean ok() {
            return end != null && steps.stream().allMatch(Step::ok);
        }
    }

    enum Status {
        RUNNING,
        OK,
        WARNING,
        FAILED,
        /** Something before it is broken, or its turn has not come. */
        NOT_TRIED
    }

    /**
     * @param detail what was found
     * @param fix what to do; empty if there is nothing to do
     */
    record Step(String name, Status status, String detail, String fix) {
        public boolean ok() {
            return status == Status.OK || status == Status.WARNING;
        }
    }
}
