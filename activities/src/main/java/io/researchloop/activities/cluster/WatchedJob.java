package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.runner.protocol.Command;
import java.util.List;

/**
 * A job at a look.
 *
 * @param silent true if its runner is not heard of by HTTP, so that its files have to tell
 * @param commands to be laid into its inbox
 */
record WatchedJob(LiveJob sprint, Job job, boolean silent, List<Command> commands) {
    WatchedJob {
        commands = List.copyOf(commands);
    }
}
