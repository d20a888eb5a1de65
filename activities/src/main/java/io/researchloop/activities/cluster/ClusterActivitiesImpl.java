package io.researchloop.activities.cluster;

import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.SlotClaims;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.workflows.cluster.ClusterActivities;
import io.researchloop.workflows.cluster.Lease;
import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import org.springframework.stereotype.Component;

/** The cluster workflow's hands: the store's view of slots, grants, and the watcher. */
@Component
public final class ClusterActivitiesImpl implements ClusterActivities {
    private final SprintStore sprints;
    private final SlotClaims claims;
    private final JobWatch watch;

    ClusterActivitiesImpl(SprintStore sprints, SlotClaims claims, JobWatch watch) {
        this.sprints = sprints;
        this.claims = claims;
        this.watch = watch;
    }

    @Override
    public List<Lease> slotHolders(String cluster) {
        return sprints.liveJobs(cluster).stream()
                .map(job -> new Lease(job.sprintId(), job.attempt()))
                .toList();
    }

    @Override
    public List<Lease> leaked(List<Lease> leases) {
        return leases.stream().filter(this::isOver).toList();
    }

    /** A lease whose attempt is not begun by the row is young, not leaked. */
    private boolean isOver(Lease lease) {
        return claims.find(lease.sprintId())
                .map(row -> row.status().terminal()
                        || (row.attempt() >= lease.attempt() && row.status() == SprintStatus.QUEUED)
                        || row.attempt() > lease.attempt())
                .orElse(true);
    }

    @Override
    public boolean grant(Lease lease) {
        boolean waits = claims.find(lease.sprintId())
                .map(SlotClaims.Claimant::status)
                .map(status -> !status.terminal())
                .orElse(false);
        if (!waits) {
            return false;
        }
        try {
            Activity.getExecutionContext()
                    .getWorkflowClient()
                    .newWorkflowStub(SprintWorkflow.class, lease.sprintId())
                    .slotGranted(lease.attempt());
            return true;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }

    @Override
    public void watch(String cluster) {
        ActivityExecutionContext activity = Activity.getExecutionContext();
        try (HeartbeatPump heartbeat = new HeartbeatPump(activity)) {
            watch.run(cluster, activity.getWorkflowClient(), heartbeat);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is shutting down", e);
        }
    }

    /** The jobs that can be looked at: those that are submitted. */
    static List<LiveJob> submitted(List<LiveJob> jobs) {
        return jobs.stream().filter(job -> job.job() != null).toList();
    }
}
