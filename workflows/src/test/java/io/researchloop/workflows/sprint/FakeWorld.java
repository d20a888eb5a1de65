package io.researchloop.workflows.sprint;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.cluster.Lease;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.notification.NotificationActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** All that a sprint's workflow meets: grants at once, remembers every call. */
final class FakeWorld implements SprintActivities, ProjectionActivities, SlotActivities, NotificationActivities {
    private final WorkflowClient client;
    final List<SprintProjection> projections = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<Integer, JobRef> jobs = new ConcurrentHashMap<>();

    volatile boolean grants = true;
    /** What happens once an attempt's job is submitted, before submit returns. */
    volatile BiConsumer<SprintWorkflow, AttemptRequest> onSubmit = (sprint, request) -> {};

    volatile Consumer<SprintWorkflow> onCancel = sprint -> {};

    /** How many calls of each kind to the store and to the cluster's workflow fail before one works. */
    volatile int failuresBefore;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    final AtomicLong progress = new AtomicLong();
    volatile String refusal = "";
    volatile CountDownLatch submitGate = new CountDownLatch(0);
    volatile AttemptEnd verdict = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "node lost"), null);

    FakeWorld(WorkflowClient client) {
        this.client = client;
    }

    SprintWorkflow sprint(String id) {
        return client.newWorkflowStub(SprintWorkflow.class, id);
    }

    SprintProjection last() {
        return projections.get(projections.size() - 1);
    }

    List<SprintStatus> statuses() {
        return projections.stream().map(SprintProjection::status).toList();
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    private void failAtFirst(String kind) {
        if (failures.merge(kind, 1, Integer::sum) <= failuresBefore) {
            throw new IllegalStateException(kind + " does not work just now");
        }
    }

    @Override
    public JobRef submit(AttemptRequest request) {
        calls.add("submit " + request.attempt());
        if (!refusal.isEmpty()) {
            throw ApplicationFailure.newNonRetryableFailure(refusal, REFUSED);
        }
        JobRef job = jobs.computeIfAbsent(
                request.attempt(), n -> new JobRef("here", "job-" + n, JobRef.nameOf(request.sprintId(), n)));
        onSubmit.accept(sprint(request.sprintId()), request);
        try {
            submitGate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return job;
    }

    @Override
    public void cancel(AttemptRequest request) {
        calls.add("cancel " + request.attempt());
        onCancel.accept(sprint(request.sprintId()));
    }

    @Override
    public AttemptEnd verdict(VerdictRequest request) {
        calls.add("verdict " + request.attempt());
        return verdict;
    }

    @Override
    public void collect(AttemptRequest request) {
        calls.add("collect " + request.attempt());
    }

    @Override
    public void project(SprintProjection projection) {
        failAtFirst("project");
        projections.add(projection);
    }

    @Override
    public long progress(String sprintId) {
        calls.add("progress");
        return progress.get();
    }

    @Override
    public void claim(String cluster, Lease lease, boolean held) {
        failAtFirst("claim");
        calls.add((held ? "hold " : "claim ") + lease.attempt());
        if (grants && !held) {
            sprint(lease.sprintId()).slotGranted(lease.attempt());
        }
    }

    @Override
    public void release(String cluster, Lease lease) {
        failAtFirst("release");
        calls.add("release " + lease.attempt());
    }

    @Override
    public List<String> pendingChannels(String sprintId) {
        failAtFirst("pendingChannels");
        return List.of("ntfy");
    }

    @Override
    public void send(String sprintId, String channel) {
        calls.add("notify " + channel);
    }
}
