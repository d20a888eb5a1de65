package io.researchloop.activities.store;

import io.researchloop.activities.metric.MetricsFile;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sprints. What is written is on the disk when a method returns; {@link StoreUnavailable} means nothing of it is. */
public final class SprintStore {
    private final SprintReads reads;
    private final GroupCommit writes;
    private final NewSprints creation;
    private final Projections projections;
    private final SprintWrites others;

    SprintStore(
            SprintReads reads, GroupCommit writes, NewSprints creation, Projections projections, SprintWrites others) {
        this.reads = reads;
        this.writes = writes;
        this.creation = creation;
        this.projections = projections;
        this.others = others;
    }

    /**
     * Commits a new sprint, pending, with revision 0: the promise that its workflow will be started.
     *
     * @throws IllegalStateException if there is one of this id
     */
    public void create(NewSprint sprint) {
        writes.write(() -> creation.insert(sprint));
    }

    /**
     * The same, with the answer to the request that asks for it, in one transaction.
     *
     * @return the earlier answer if the request is a repeat, and then nothing is created; else empty
     */
    public Optional<IdempotencyEntry> create(NewSprint sprint, @Nullable IdempotencyEntry answer) {
        if (answer == null) {
            create(sprint);
            return Optional.empty();
        }
        return writes.write(() -> creation.insertOnce(sprint, answer));
    }

    public Optional<SprintRow> find(String id) {
        return reads.find(id);
    }

    public Optional<SprintDetail> detail(String id) {
        return reads.detail(id);
    }

    /**
     * Newest first.
     *
     * @param beforeSeq the last page's cursor, null for the first page
     * @param limit 1 to 1000
     */
    public SprintPage list(SprintFilter filter, @Nullable Long beforeSeq, int limit) {
        return reads.list(filter, SprintOrder.NEWEST, beforeSeq, limit);
    }

    /**
     * In another order.
     *
     * @param cursor the last page's cursor, null for the first page
     * @param limit 1 to 1000
     */
    public SprintPage list(SprintFilter filter, SprintOrder order, @Nullable Long cursor, int limit) {
        return reads.list(filter, order, cursor, limit);
    }

    /**
     * Counts up with each commit of anything in the store. What was read after this number was asked for is still so as
     * long as it stands.
     */
    public long version() {
        return writes.commits();
    }

    /** Sprints whose id begins like this, in the order of their ids. */
    public List<SprintRow> startingWith(String beginning, int limit) {
        return reads.startingWith(beginning, limit);
    }

    /** Idea, summary and metadata of these sprints, by id. */
    public Map<String, SprintText> texts(Collection<String> ids) {
        return reads.texts(ids);
    }

    /** The steps of these sprints in their order, by id; those that have none are left out. */
    public Map<String, List<StepReport>> steps(Collection<String> ids) {
        return reads.steps(ids);
    }

    /** Empty if the sprint is unknown, or has no such text. */
    public Optional<String> text(String id, TextKind kind) {
        return reads.text(id, kind);
    }

    public Optional<String> report(String id) {
        return text(id, TextKind.REPORT);
    }

    /** As {@link #project(SprintProjection, Collection)}, with nobody to tell. */
    public boolean project(SprintProjection projection) {
        return project(projection, List.of());
    }

    /**
     * Writes the workflow-owned columns, and the attempt's row.
     *
     * @param notices what people are to be told if it is news; committed in the same transaction
     * @return false if it is not news: its revision is not above the row's, the row is terminal, or unknown
     */
    public boolean project(SprintProjection projection, Collection<AddressedNotice> notices) {
        return writes.write(() -> projections.apply(projection, notices));
    }

    /** Saves what the work brought; for an unknown sprint it does nothing. */
    public void saveResults(String id, SprintResults results) {
        String text = results.metricsJson();
        MetricsFile metrics = text == null ? null : MetricsFile.read(text);
        writes.write(() -> others.saveResults(id, results, metrics));
    }

    /** @throws IllegalArgumentException if there is no such sprint */
    public SprintSnapshot snapshot(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no sprint " + id))
                .snapshot();
    }

    /** What needs a workflow: all sprints that have not ended. */
    public List<SprintSnapshot> live() {
        return reads.live();
    }

    /** Ids of sprints whose workflow is not known to be started, oldest first. */
    public List<String> notStarted(int limit) {
        return reads.notStarted(limit);
    }

    public void markWorkflowStarted(String id) {
        writes.write(() -> others.markWorkflowStarted(id));
    }

    /**
     * Lets {@link #notStarted} name every sprint of {@link #live} again: the engine may have lost its memory.
     *
     * @return how many
     */
    public int forgetWorkflows() {
        List<SprintSnapshot> live = live();
        return writes.write(() -> others.forgetWorkflows(live));
    }

    /**
     * How long the jobs of completed sprints ran, all attempts of a sprint together, newest first.
     *
     * @param agent only sprints with this one; how long a sprint takes depends on it
     * @param limit at most so many
     */
    public List<Duration> runTimes(String study, String agent, int limit) {
        return reads.runTimes(study, agent, limit);
    }

    /** How many sprints came to this end after a moment, counted up to so many. */
    public int endedSince(SprintStatus end, Instant since, int atMost) {
        return reads.endedSince(end, since, atMost);
    }

    /** The sprints that hold a slot of this cluster. */
    public List<LiveJob> liveJobs(String cluster) {
        return reads.liveJobs(cluster);
    }

    /** The same without those of tweaks, as rows; oldest first. */
    public List<SprintRow> atWorkOn(String cluster) {
        return reads.atWorkOn(cluster);
    }

    /** How many sprints are in each cluster's line; clusters without one are left out. */
    public Map<String, Integer> inLine() {
        return reads.inLine();
    }

    /** Ids of all that hold a slot, tweaks too. */
    public List<String> slotHolders(String cluster) {
        return reads.slotHolders(cluster);
    }

    /**
     * Writes down that a person wants the end, with a delivery of kind {@link DeliveryKind#CANCEL} in the same
     * transaction, so that the wish outlasts a crash. The first reason stays.
     *
     * @return the delivery to make, delivered already if this is a repeat; empty if the sprint is terminal or unknown
     */
    public Optional<Delivery> requestCancel(String id, String reason) {
        return writes.write(() -> others.requestCancel(id, reason));
    }

    /** How many sprints there are of each status, zeros too. */
    public Map<SprintStatus, Integer> counts() {
        return new EnumMap<>(reads.counts());
    }

    /** The same of one study. */
    public Map<SprintStatus, Integer> counts(String study) {
        return reads.counts(study);
    }
}
