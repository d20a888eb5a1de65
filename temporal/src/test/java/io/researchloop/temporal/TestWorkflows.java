package io.researchloop.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A workflow that waits for a signal and then asks an activity for its answer. */
final class TestWorkflows {
    static final String QUEUE = "test";

    private TestWorkflows() {}

    @WorkflowInterface
    public interface Waiting {
        @WorkflowMethod
        String run();

        @SignalMethod
        void go(String word);
    }

    @ActivityInterface
    public interface Echo {
        String echo(String word);
    }

    public static final class WaitingImpl implements Waiting {
        private final Echo echo = Workflow.newActivityStub(
                Echo.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(5))
                        .build());
        private String word = "";

        @Override
        public String run() {
            String before = echo.echo("before");
            Workflow.await(() -> !word.isEmpty());
            return before + " " + echo.echo(word);
        }

        @Override
        public void go(String said) {
            word = said;
        }
    }

    static void register(WorkerFactory factory) {
        Worker worker = factory.newWorker(QUEUE, WorkerDefaults.options().build());
        worker.registerWorkflowImplementationTypes(WaitingImpl.class);
        worker.registerActivitiesImplementations((Echo) word -> word);
    }

    /** Starts one and returns when it waits for its signal. */
    static void startWaiting(WorkflowClient client, String id) throws InterruptedException {
        WorkflowClient.start(client.newWorkflowStub(
                Waiting.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(QUEUE)
                        .build())::run);
        // Ten events: started, a task (3), the activity (3), the task that follows it (3).
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (client.fetchHistory(id).getEvents().size() < 10) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("workflow " + id + " does not get to its wait");
            }
            Thread.sleep(20);
        }
    }

    static String finish(WorkflowClient client, String id, Duration limit) throws TimeoutException {
        WorkflowStub stub = client.newUntypedWorkflowStub(id);
        stub.signal("go", "after");
        return stub.getResult(limit.toMillis(), TimeUnit.MILLISECONDS, String.class);
    }
}
