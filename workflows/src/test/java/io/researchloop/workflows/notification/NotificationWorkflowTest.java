package io.researchloop.workflows.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationWorkflowTest {
    private static final NoticeRef NOTICE = new NoticeRef("sp-1:completed", "slack");

    private TestWorkflowEnvironment env;
    private Channel channel;

    @BeforeEach
    void start() {
        env = TestWorkflowEnvironment.newInstance();
        channel = new Channel();
        Worker worker = env.newWorker(TaskQueues.CONTROL);
        worker.registerWorkflowImplementationTypes(NotificationWorkflowImpl.class);
        worker.registerActivitiesImplementations(channel);
        env.start();
    }

    @AfterEach
    void stop() {
        env.close();
    }

    /** Works again at some time. */
    private final class Channel implements NoticeActivities {
        private final List<NoticeRef> delivered = new CopyOnWriteArrayList<>();
        private final List<NoticeRef> givenUp = new CopyOnWriteArrayList<>();
        private final AtomicInteger tries = new AtomicInteger();
        private volatile Instant backAt = Instant.MIN;
        private volatile Instant deliveredAt = Instant.MIN;
        private volatile boolean gone;

        @Override
        public void deliver(NoticeRef notice) {
            tries.incrementAndGet();
            if (gone) {
                throw ApplicationFailure.newNonRetryableFailure("not configured", "NoChannel");
            }
            if (now().isBefore(backAt)) {
                throw new IllegalStateException("down");
            }
            deliveredAt = now();
            delivered.add(notice);
        }

        @Override
        public void giveUp(NoticeRef notice) {
            givenUp.add(notice);
        }
    }

    private WorkflowStub run() {
        NotificationWorkflow workflow = env.getWorkflowClient()
                .newWorkflowStub(
                        NotificationWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(NotificationWorkflow.id(NOTICE))
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        WorkflowClient.start(workflow::run, NOTICE);
        WorkflowStub stub = WorkflowStub.fromTyped(workflow);
        stub.getResult(Void.class);
        return stub;
    }

    private Instant now() {
        return Instant.ofEpochMilli(env.currentTimeMillis());
    }

    @Test
    void aChannelThatIsDownForAnHourGetsItOnceWhenItIsBack() {
        channel.backAt = now().plus(Duration.ofHours(1));

        run();

        assertThat(channel.delivered).containsExactly(NOTICE);
        assertThat(channel.givenUp).isEmpty();
        assertThat(channel.deliveredAt).isBetween(channel.backAt, channel.backAt.plus(Duration.ofMinutes(3)));
        assertThat(env.getWorkflowClient()
                        .fetchHistory(NotificationWorkflow.id(NOTICE))
                        .getEvents())
                .hasSizeLessThan(15);
    }

    @Test
    void aDayAndANightAreWaitedOutAndAWeekIsNot() {
        channel.backAt = now().plus(Duration.ofHours(30));
        run();
        assertThat(channel.delivered).hasSize(1);

        channel.backAt = now().plus(Duration.ofDays(7));
        run();

        assertThat(channel.delivered).hasSize(1);
        assertThat(channel.givenUp).containsExactly(NOTICE);
    }

    @Test
    void aChannelThatIsGoneIsTriedOnce() {
        channel.gone = true;

        run();

        assertThat(channel.tries).hasValue(1);
        assertThat(channel.givenUp).containsExactly(NOTICE);
    }

    /** With {@code -Dhistories=DIRECTORY} a history is kept there; those of earlier versions must replay. */
    @Test
    void historiesReplay() throws Exception {
        channel.backAt = now().plus(Duration.ofMinutes(1));
        run();
        WorkflowExecutionHistory history = env.getWorkflowClient().fetchHistory(NotificationWorkflow.id(NOTICE));
        String directory = System.getProperty("histories", "");
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, "notification.json"), history.toJson(false));
        }

        WorkflowReplayer.replayWorkflowExecution(history, NotificationWorkflowImpl.class);
        WorkflowReplayer.replayWorkflowExecution(
                Path.of("src/test/resources/histories/notification/v1/delivered.json")
                        .toFile(),
                NotificationWorkflowImpl.class);
    }
}
