package io.researchloop.workflows.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.workflows.model.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterWorkflowTest {
    private TestWorkflowEnvironment env;
    private final FakeCluster world = new FakeCluster();

    @BeforeEach
    void start() {
        env = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        Worker control = env.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(ClusterWorkflowImpl.class);
        control.registerActivitiesImplementations(world);
        env.newWorker(TaskQueues.cluster("here")).registerActivitiesImplementations(world);
        env.start();
    }

    @AfterEach
    void stop() {
        world.watchEnds.release(1000);
        env.close();
    }

    @Test
    void neverGivesMoreSlotsThanTheLimitAndServesInOrder() throws Exception {
        ClusterWorkflow cluster = launch(ClusterSnapshot.fresh("here", 2));

        for (int i = 0; i < 30; i++) {
            cluster.claim(new Lease("sp-" + i, 1));
        }
        for (int done = 0; done < 30; done++) {
            int granted = Math.min(30, done + 2);
            await(() -> world.grants.size() == granted);
            cluster.release(world.grants.get(done));
        }

        assertThat(world.grants).extracting(Lease::sprintId).containsExactlyElementsOf(numbers(30));
        assertThat(world.watchers.get()).isEqualTo(1);
    }

    @Test
    void aGrantToASprintThatHasEndedFreesTheSlot() throws Exception {
        world.ended.add("sp-gone");
        ClusterWorkflow cluster = launch(ClusterSnapshot.fresh("here", 1));

        cluster.claim(new Lease("sp-gone", 1));
        cluster.claim(new Lease("sp-next", 1));

        await(() -> world.grants.contains(new Lease("sp-next", 1)));
    }

    @Test
    void aClusterWithoutMemoryLearnsFromTheRowsWhoHoldsItsSlots() throws Exception {
        world.holders.add(new Lease("sp-running", 3));
        ClusterWorkflow cluster = launch(ClusterSnapshot.fresh("here", 1));

        cluster.claim(new Lease("sp-waiting", 1));
        await(() -> cluster.snapshot().queue().size() == 1);
        assertThat(world.grants).isEmpty();

        cluster.release(new Lease("sp-running", 3));
        await(() -> world.grants.contains(new Lease("sp-waiting", 1)));
    }

    @Test
    void aLeakedSlotHealsWhenTheWatcherReturns() throws Exception {
        ClusterWorkflow cluster = launch(ClusterSnapshot.fresh("here", 1));
        cluster.claim(new Lease("sp-leaks", 1));
        await(() -> world.watchers.get() == 1);
        cluster.claim(new Lease("sp-waiting", 1));

        world.leaks.add(new Lease("sp-leaks", 1));
        world.watchEnds.release();

        await(() -> world.grants.contains(new Lease("sp-waiting", 1)));
    }

    @Test
    void theLimitCanBeRaisedWhileItRunsButNotBelowOne() throws Exception {
        ClusterWorkflow cluster = launch(ClusterSnapshot.fresh("here", 1));
        cluster.claim(new Lease("sp-0", 1));
        cluster.claim(new Lease("sp-1", 1));
        await(() -> world.grants.size() == 1);

        assertThat(cluster.changeLimit(2)).isEqualTo(2);

        await(() -> world.grants.size() == 2);
        assertThatThrownBy(() -> cluster.changeLimit(0)).isInstanceOf(WorkflowUpdateException.class);
    }

    private ClusterWorkflow launch(ClusterSnapshot snapshot) {
        ClusterWorkflow cluster = env.getWorkflowClient()
                .newWorkflowStub(
                        ClusterWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(TaskQueues.clusterWorkflow("here"))
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        WorkflowClient.start(cluster::run, snapshot);
        return cluster;
    }

    private static List<String> numbers(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> "sp-" + i)
                .toList();
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.sleep(5);
        }
    }

    private static final class FakeCluster implements ClusterActivities {
        final List<Lease> grants = new CopyOnWriteArrayList<>();
        final List<Lease> holders = new CopyOnWriteArrayList<>();
        final List<Lease> leaks = new CopyOnWriteArrayList<>();
        final Set<String> ended = ConcurrentHashMap.newKeySet();
        final AtomicInteger watchers = new AtomicInteger();
        final Semaphore watchEnds = new Semaphore(0);

        @Override
        public List<Lease> slotHolders(String cluster) {
            return List.copyOf(holders);
        }

        @Override
        public List<Lease> leaked(List<Lease> leases) {
            return leases.stream().filter(leaks::contains).toList();
        }

        @Override
        public boolean grant(Lease lease) {
            if (ended.contains(lease.sprintId())) {
                return false;
            }
            grants.add(lease);
            return true;
        }

        @Override
        public void watch(String cluster) {
            watchers.incrementAndGet();
            watchEnds.acquireUninterruptibly();
        }
    }
}
