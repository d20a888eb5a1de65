package io.researchloop.runner.pipeline;

import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the sprint stands and what it has cost, over all attempts. Safe to use from any thread. */
final class Ledger {
    /** Sums of fractions of a cent do not come out even: what is left below this is nothing. */
    private static final double DUST = 1e-9;

    private final RunnerPlan plan;
    private final Map<String, StepReport> steps = new LinkedHashMap<>();
    private @Nullable String sessionId;
    private @Nullable Outcome outcome;
    private Usage beforeThisRun = Usage.NONE;
    private String current = "starting";

    Ledger(RunnerPlan plan) {
        this.plan = plan;
        this.sessionId = plan.sessionId();
    }

    /** Goes on from what earlier attempts left. */
    synchronized void restore(PipelineState before) {
        before.steps().forEach(this::put);
        sessionId = before.sessionId() == null ? plan.sessionId() : before.sessionId();
        before.steps().stream().reduce((earlier, later) -> later).ifPresent(last -> current = last.name());
    }

    synchronized StepReport begin(Step step, Instant now) {
        StepReport before = steps.get(step.name());
        beforeThisRun = before == null ? Usage.NONE : before.usage();
        Instant startedAt = before == null || before.startedAt() == null ? now : before.startedAt();
        current = step.name();
        return put(new StepReport(step.name(), StepStatus.RUNNING, plan.attempt(), startedAt, null, beforeThisRun));
    }

    synchronized void spend(Step step, Usage delta) {
        StepReport report = report(step);
        put(new StepReport(
                report.name(),
                report.status(),
                report.attempt(),
                report.startedAt(),
                report.endedAt(),
                report.usage().plus(delta),
                report.issues()));
    }

    /**
     * @param usage all that this run of the step has spent; it replaces what was told while it ran
     * @param issues what it came to, if that could be counted
     */
    synchronized StepReport end(Step step, StepStatus status, Usage usage, Instant now, @Nullable Issues issues) {
        StepReport report = report(step);
        return put(new StepReport(
                report.name(), status, plan.attempt(), report.startedAt(), now, beforeThisRun.plus(usage), issues));
    }

    synchronized @Nullable StepStatus status(Step step) {
        StepReport report = steps.get(step.name());
        return report == null ? null : report.status();
    }

    synchronized List<StepReport> steps() {
        return List.copyOf(steps.values());
    }

    synchronized Usage total() {
        return steps.values().stream().map(StepReport::usage).reduce(Usage.NONE, Usage::plus);
    }

    /** What may still be spent, never negative; null: no limit. */
    synchronized @Nullable Double budgetLeft() {
        Double limit = plan.maxCostUsd();
        if (limit == null) {
            return null;
        }
        double left = limit - total().costUsd();
        return left < DUST ? Double.valueOf(0) : Double.valueOf(left);
    }

    /** The step at work, or the last one. */
    synchronized String current() {
        return current;
    }

    synchronized @Nullable String sessionId() {
        return sessionId;
    }

    synchronized void session(String id) {
        sessionId = id;
    }

    synchronized @Nullable Outcome outcome() {
        return outcome;
    }

    synchronized void ended(Outcome how) {
        outcome = how;
    }

    synchronized PipelineState state(Instant now) {
        return new PipelineState(plan.sprintId(), plan.attempt(), sessionId, steps(), total(), outcome, now);
    }

    private StepReport report(Step step) {
        StepReport report = steps.get(step.name());
        if (report == null) {
            throw new IllegalStateException(step.name() + " has not begun");
        }
        return report;
    }

    private StepReport put(StepReport report) {
        steps.put(report.name(), report);
        return report;
    }
}
