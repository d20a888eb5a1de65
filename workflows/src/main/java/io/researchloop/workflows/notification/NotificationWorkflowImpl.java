package io.researchloop.workflows.notification;

import io.researchloop.workflows.model.LocalCalls;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** One activity, repeated by the engine: its tries leave no trace in the history. */
public final class NotificationWorkflowImpl implements NotificationWorkflow {
    /** An outage of a day and a night still ends in a delivery; after that it is stale. */
    private static final Duration PATIENCE = Duration.ofDays(2);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final NoticeActivities sender = Workflow.newActivityStub(
            NoticeActivities.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(2))
                    .setHeartbeatTimeout(Duration.ofSeconds(10))
                    .setScheduleToCloseTimeout(PATIENCE)
                    .setRetryOptions(RetryOptions.newBuilder()
                            .setInitialInterval(Duration.ofSeconds(1))
                            .setBackoffCoefficient(2)
                            .setMaximumInterval(LONGEST_PAUSE)
                            .build())
                    .build());
    private final NoticeActivities store =
            Workflow.newLocalActivityStub(NoticeActivities.class, LocalCalls.untilDone());

    @Override
    public void run(NoticeRef notice) {
        try {
            sender.deliver(notice);
        } catch (ActivityFailure e) {
            Workflow.newDetachedCancellationScope(() -> store.giveUp(notice)).run();
        }
    }
}
