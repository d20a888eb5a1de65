package io.researchloop.web.command;

import io.researchloop.activities.notification.ClusterNotices;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.notification.NoticeRef;
import io.researchloop.workflows.notification.NotificationWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Gives every notice in the outbox its workflow. A row is ticked off after the engine took it; whatever dies in between,
 * it is started again, and the engine bears repeats. It has a thread of its own: nothing waits for it.
 */
@Component
public class NoticeDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDispatcher.class);
    private static final int BATCH = 200;
    /** For the clusters' rows, and as a safety net: whatever commits a notice wakes the dispatcher. */
    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final NoticeLog log;
    private final ClusterNotices clusters;
    private final WorkflowGateway gateway;
    private final Semaphore wakeUps = new Semaphore(0);
    private final BackOff backOff = new BackOff();
    private volatile boolean running;
    private Optional<Thread> thread = Optional.empty();

    NoticeDispatcher(NoticeLog log, ClusterNotices clusters, WorkflowGateway gateway) {
        this.log = log;
        this.clusters = clusters;
        this.gateway = gateway;
        log.onRaised(this::wake);
    }

    /** Looks for work now. Cheap, from any thread. */
    public final void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        Thread loop = new Thread(this::loop, "notices");
        loop.setDaemon(true);
        loop.start();
        thread = Optional.of(loop);
        wake();
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.ifPresent(Thread::interrupt);
        thread = Optional.empty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        int failures = 0;
        while (running) {
            try {
                wakeUps.tryAcquire(backOff.pause(failures, SWEEP).toMillis(), TimeUnit.MILLISECONDS);
                wakeUps.drainPermits();
                clusters.look();
                gateway.client().ifPresent(this::dispatch);
                failures = 0;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                failures++;
                if (running && failures == 1) {
                    LOG.warn("Notices wait, and are tried again: {}", e.toString());
                }
            }
        }
    }

    private void dispatch(WorkflowClient client) {
        List<NoticeLog.Address> waiting = log.notStarted(BATCH);
        for (NoticeLog.Address address : waiting) {
            start(client, new NoticeRef(address.noticeId(), address.channel()));
            log.markStarted(address.noticeId(), address.channel());
        }
        if (waiting.size() == BATCH) {
            wake();
        }
    }

    private static void start(WorkflowClient client, NoticeRef notice) {
        NotificationWorkflow workflow = client.newWorkflowStub(
                NotificationWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(NotificationWorkflow.id(notice))
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        try {
            EngineCall.within(() -> WorkflowClient.start(workflow::run, notice));
        } catch (WorkflowExecutionAlreadyStarted e) {
            // A start that was repeated after its answer got lost.
            LOG.debug("notice={} had been started", notice.noticeId());
        }
    }
}
