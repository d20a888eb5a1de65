package io.researchloop.activities.sprint;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.SlotClaims;
import io.researchloop.workflows.cluster.ClusterSnapshot;
import io.researchloop.workflows.cluster.Lease;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.sprint.SlotActivities;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowOptions;
import org.springframework.stereotype.Component;

/** Signals the cluster's workflow, and starts it where it is not there. */
@Component
public final class SlotActivitiesImpl implements SlotActivities {
    private static final int LIMIT_OF_A_CLUSTER_THAT_IS_GONE = 1;

    private final Configuration configuration;
    private final SlotClaims claims;

    SlotActivitiesImpl(Configuration configuration, SlotClaims claims) {
        this.configuration = configuration;
        this.claims = claims;
    }

    @Override
    public void claim(String cluster, Lease lease, boolean held) {
        long place =
                claims.find(lease.sprintId()).map(SlotClaims.Claimant::place).orElse(0L);
        signal(cluster, held ? "hold" : "claim", lease.inPlace(place));
    }

    @Override
    public void release(String cluster, Lease lease) {
        signal(cluster, "release", lease);
    }

    private void signal(String cluster, String signal, Lease lease) {
        int limit = configuration
                .cluster(cluster)
                .map(ClusterConfig::maxConcurrentJobs)
                .orElse(LIMIT_OF_A_CLUSTER_THAT_IS_GONE);
        Activity.getExecutionContext()
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "ClusterWorkflow",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(TaskQueues.clusterWorkflow(cluster))
                                .setTaskQueue(TaskQueues.CONTROL)
                                .setStaticSummary("slots of " + cluster)
                                .build())
                .signalWithStart(signal, new Object[] {lease}, new Object[] {ClusterSnapshot.fresh(cluster, limit)});
    }
}
