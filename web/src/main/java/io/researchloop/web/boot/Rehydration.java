package io.researchloop.web.boot;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.web.command.SprintSignals;
import io.researchloop.workflows.cluster.ClusterWorkflow;
import io.researchloop.workflows.model.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the engine know again what the rows know, whenever it is (again) there. On a durable engine this changes
 * nothing; on one that lost its memory it brings every live sprint and loop back, and every notice that did not arrive.
 */
@Component
class Rehydration {
    private static final Logger LOG = LoggerFactory.getLogger(Rehydration.class);

    private final Configuration configuration;
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final LoopStore loops;
    private final SprintSignals signals;
    private final NoticeLog notices;

    Rehydration(
            Configuration configuration,
            SprintStore sprints,
            Tweaks tweaks,
            LoopStore loops,
            SprintSignals signals,
            NoticeLog notices) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.loops = loops;
        this.signals = signals;
        this.notices = notices;
    }

    void rebuild(WorkflowClient client) {
        configuration.clusters().forEach(cluster -> applyLimit(client, cluster));
        int live = sprints.forgetWorkflows() + tweaks.forgetWorkflows();
        if (live > 0) {
            LOG.info("sprints and tweaks={} have not come to their end and go on", live);
        }
        int loopsLive = loops.forgetWorkflows();
        if (loopsLive > 0) {
            LOG.info("loops={} have not come to their end and go on", loopsLive);
        }
        signals.wake();
        notices.forgetWorkflows();
    }

    /** The limit may have been changed in the file since the cluster's workflow was started. */
    private static void applyLimit(WorkflowClient client, ClusterConfig cluster) {
        try {
            client.newWorkflowStub(ClusterWorkflow.class, TaskQueues.clusterWorkflow(cluster.name()))
                    .changeLimit(cluster.maxConcurrentJobs());
        } catch (WorkflowException e) {
            // It is started with the right limit when the first sprint asks it for a slot.
            LOG.debug("cluster={} has no workflow yet", cluster.name());
        }
    }
}
