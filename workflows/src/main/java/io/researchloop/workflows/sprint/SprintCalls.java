package io.researchloop.workflows.sprint;

import io.researchloop.workflows.model.LocalCalls;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.notification.NotificationActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The stubs through which a sprint's workflow acts, with their time-outs and retries. */
final class SprintCalls {
    private static final RetryOptions FOR_EVER = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofMinutes(1))
            .setBackoffCoefficient(2)
            .build();
    private static final LocalActivityOptions LOCAL = LocalCalls.untilDone();

    private final String clusterQueue;
    private final ProjectionActivities projection = Workflow.newLocalActivityStub(ProjectionActivities.class, LOCAL);
    private final SlotActivities slots = Workflow.newLocalActivityStub(SlotActivities.class, LOCAL);
    private final NotificationActivities notices = Workflow.newLocalActivityStub(NotificationActivities.class, LOCAL);

    SprintCalls(String cluster) {
        clusterQueue = TaskQueues.cluster(cluster);
    }

    ProjectionActivities projection() {
        return projection;
    }

    SlotActivities slots() {
        return slots;
    }

    NotificationActivities notices() {
        return notices;
    }

    /** Retried until it works or refuses for good: an unreachable cluster fails no sprint. */
    SprintActivities onCluster(String summary) {
        return Workflow.newActivityStub(
                SprintActivities.class, clusterOptions(summary).build());
    }

    /** Given up after {@code limit}. */
    SprintActivities onCluster(String summary, Duration limit) {
        return Workflow.newActivityStub(
                SprintActivities.class,
                clusterOptions(summary).setScheduleToCloseTimeout(limit).build());
    }

    /** A notice that cannot be delivered in a day is stale. */
    NotificationActivities sender(String channel) {
        return Workflow.newActivityStub(
                NotificationActivities.class,
                ActivityOptions.newBuilder()
                        .setSummary("notify " + channel)
                        .setStartToCloseTimeout(Duration.ofSeconds(30))
                        .setScheduleToCloseTimeout(Duration.ofDays(1))
                        .setRetryOptions(FOR_EVER)
                        .build());
    }

    private ActivityOptions.Builder clusterOptions(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(clusterQueue)
                .setSummary(summary)
                .setStartToCloseTimeout(Duration.ofMinutes(10))
                // A worker that was killed is known as dead by this, and the call is made again.
                .setHeartbeatTimeout(Duration.ofSeconds(10))
                .setRetryOptions(FOR_EVER);
    }
}
