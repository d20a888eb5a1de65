package io.researchloop.workflows.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AutoLoopWorkflowTest {
    private static final String ID = "loop-0123abcd";

    private final TestWorkflowEnvironment engine = TestWorkflowEnvironment.newInstance();
    private final Deque<LoopStep> steps = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final ConcurrentLinkedQueue<IdeaRequest> ideas = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        Worker worker = engine.newWorker(TaskQueues.CONTROL);
        worker.registerWorkflowImplementationTypes(AutoLoopWorkflowImpl.class);
        worker.registerActivitiesImplementations(
                (LoopActivities) loopId -> {
                    looks.incrementAndGet();
                    synchronized (steps) {
                        return steps.size() > 1 ? steps.remove() : steps.element();
                    }
                },
                (IdeaActivities) ideas::add);
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void looksOnceForEachNewsAndEndsWithTheLoop() {
        step(LoopStatus.RUNNING, 1, List.of(), null);
        step(LoopStatus.RUNNING, 2, List.of(), null);
        step(LoopStatus.COMPLETED, 3, List.of(), null);
        AutoLoopWorkflow loop = begin();

        loop.news(1);
        loop.news(2);
        loop.news(2);
        loop.news(3);

        WorkflowStub.fromTyped(loop).getResult(Void.class);
        assertThat(looks).hasValue(3);
    }

    @Test
    void anIdeaIsWrittenOnceAndItsEndIsLookedAt() {
        IdeaRequest idea = new IdeaRequest(ID, 1, 1);
        step(LoopStatus.RUNNING, 1, List.of(idea), null);
        step(LoopStatus.COMPLETED, 1, List.of(), null);

        WorkflowStub.fromTyped(begin()).getResult(Void.class);

        assertThat(ideas).containsExactly(idea);
        assertThat(looks).hasValue(2);
    }

    @Test
    void looksAgainWhenTheTimeHasCome() {
        step(
                LoopStatus.RUNNING,
                1,
                List.of(),
                Instant.ofEpochMilli(engine.currentTimeMillis()).plus(Duration.ofDays(2)));
        step(LoopStatus.STOPPED, 1, List.of(), null);
        AutoLoopWorkflow loop = begin();

        engine.sleep(Duration.ofDays(3));

        WorkflowStub.fromTyped(loop).getResult(Void.class);
        assertThat(looks).hasValue(2);
    }

    @Test
    void aLongLoopKeepsAShortHistory() {
        for (int news = 1; news <= 450; news++) {
            step(LoopStatus.RUNNING, news, List.of(), null);
        }
        step(LoopStatus.COMPLETED, 451, List.of(), null);
        AutoLoopWorkflow loop = begin();
        for (int news = 2; news <= 451; news++) {
            // Each only once the one before it was looked at: signals that come together are one look.
            await(news - 1);
            engine.getWorkflowClient()
                    .newWorkflowStub(AutoLoopWorkflow.class, ID)
                    .news(news);
        }

        engine.getWorkflowClient().newUntypedWorkflowStub(ID).getResult(Void.class);
        assertThat(engine.getWorkflowClient().fetchHistory(ID).getEvents().size())
                .isLessThan(2_500);
        assertThat(looks).hasValue(451);
        assertThat(loop).isNotNull();
    }

    private void await(int number) {
        for (int i = 0; i < 20_000 && looks.get() < number; i++) {
            engine.sleep(Duration.ofMillis(1));
        }
    }

    private AutoLoopWorkflow begin() {
        AutoLoopWorkflow loop = engine.getWorkflowClient()
                .newWorkflowStub(
                        AutoLoopWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        WorkflowClient.start(loop::run, new LoopRun(ID, "study", 0));
        return loop;
    }

    private void step(LoopStatus status, long seen, List<IdeaRequest> writing, @Nullable Instant until) {
        steps.add(new LoopStep(status, seen, writing, until, ""));
    }
}
