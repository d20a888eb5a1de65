package io.researchloop.workflows.cluster;

import io.researchloop.workflows.model.LocalCalls;
import io.researchloop.workflows.model.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Signals change the queue; the main method alone grants, watches and heals. */
public final class ClusterWorkflowImpl implements ClusterWorkflow {
    private final String cluster;
    private final SlotQueue slots;
    private final Deque<Lease> untold = new ArrayDeque<>();
    private final ClusterActivities local =
            Workflow.newLocalActivityStub(ClusterActivities.class, LocalCalls.untilDone());
    private final ClusterActivities watcher;
    private @Nullable Promise<Void> watch;
    private @Nullable CancellationScope watchScope;

    @WorkflowInit
    public ClusterWorkflowImpl(ClusterSnapshot snapshot) {
        cluster = snapshot.cluster();
        slots = new SlotQueue(snapshot.maxConcurrentJobs(), snapshot.leases(), snapshot.queue());
        watcher = Workflow.newActivityStub(
                ClusterActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.cluster(cluster))
                        .setSummary("watch all jobs of " + cluster)
                        .setStartToCloseTimeout(Duration.ofMinutes(30))
                        .setHeartbeatTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .build());
    }

    @Override
    public void claim(Lease lease) {
        if (slots.claim(lease)) {
            untold.add(lease);
        }
    }

    @Override
    public void hold(Lease lease) {
        slots.hold(lease);
    }

    @Override
    public void release(Lease lease) {
        slots.release(lease);
    }

    @Override
    public int changeLimit(int maxConcurrentJobs) {
        slots.changeLimit(maxConcurrentJobs);
        return maxConcurrentJobs;
    }

    @Override
    public void validateLimit(int maxConcurrentJobs) {
        if (maxConcurrentJobs < 1) {
            throw new IllegalArgumentException("max_concurrent_jobs must be at least 1, not " + maxConcurrentJobs);
        }
    }

    @Override
    public ClusterSnapshot snapshot() {
        return new ClusterSnapshot(cluster, slots.limit(), slots.leases(), slots.waiting());
    }

    @Override
    public void run(ClusterSnapshot snapshot) {
        // A cluster whose memory is gone learns from the rows who holds a slot before it gives one away.
        local.slotHolders(cluster).forEach(slots::hold);
        while (!Workflow.getInfo().isContinueAsNewSuggested()) {
            grantWhatIsDue();
            if (watch != null && watch.isCompleted()) {
                heal();
            }
            if (watch == null && !slots.leases().isEmpty()) {
                startWatch();
            }
            Workflow.setCurrentDetails(slots.leases().size() + " of " + slots.limit() + " slots taken, "
                    + slots.waiting().size() + " waiting");
            Workflow.await(() -> slots.hasRoom()
                    || !untold.isEmpty()
                    || (watch != null && watch.isCompleted())
                    || (watch == null && !slots.leases().isEmpty())
                    || Workflow.getInfo().isContinueAsNewSuggested());
        }
        if (watchScope != null) {
            watchScope.cancel();
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
        Workflow.continueAsNew(snapshot());
    }

    private void grantWhatIsDue() {
        List<Lease> due = new ArrayList<>(untold);
        untold.clear();
        while (slots.hasRoom()) {
            slots.next().ifPresent(due::add);
        }
        for (Lease lease : due) {
            if (!local.grant(lease)) {
                slots.release(lease);
            }
        }
    }

    private void startWatch() {
        watchScope = Workflow.newCancellationScope(() -> watch = Async.procedure(watcher::watch, cluster));
        watchScope.run();
    }

    private void heal() {
        try {
            if (watch != null) {
                watch.get();
            }
        } catch (TemporalFailure e) {
            Workflow.getLogger(ClusterWorkflowImpl.class)
                    .warn("cluster={} the watcher ended and is started again: {}", cluster, e.getMessage());
        }
        watch = null;
        local.leaked(slots.leases()).forEach(slots::release);
    }
}
