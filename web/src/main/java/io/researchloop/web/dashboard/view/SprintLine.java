package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A sprint in one row of a list.
 *
 * @param outcome where it is or how it ended, in words
 * @param step where it is among its steps; null unless it is at work on one
 * @param measured what it has for its study's metric; null unless it is completed and has it
 * @param took how long it runs or ran; empty before it runs
 * @param ticksFrom since when it runs, so that the browser can count on; null if it does not
 * @param budget with the word of; empty without one
 * @param start when its scheduler reckons that its job starts; null if it says nothing
 * @param loop the loop it belongs to; null without one
 * @param startedBy the person, in words; null where nobody in particular is known
 */
public record SprintLine(
        String id,
        String title,
        String study,
        String cluster,
        StatusView status,
        String outcome,
        @Nullable StepPlace step,
        @Nullable MetricChange measured,
        String took,
        @Nullable Instant ticksFrom,
        String limit,
        Meter elapsed,
        String cost,
        String budget,
        When created,
        @Nullable When ended,
        @Nullable When queued,
        @Nullable Expected start,
        @Nullable String loop,
        @Nullable String startedBy) {

    /** Without what its own row does not say. */
    public static SprintLine of(SprintRow row, Instant now, ZoneId zone) {
        return of(row, null, null, null, now, zone);
    }

    public static SprintLine of(
            SprintRow row,
            @Nullable StepPlace step,
            @Nullable MetricChange measured,
            @Nullable Expected start,
            Instant now,
            ZoneId zone) {
        Duration ran = Elapsed.of(row, now);
        boolean began = row.startedAt() != null;
        String limit = Words.duration(Duration.ofSeconds(row.maxRunSeconds()));
        Double budget = row.maxCostUsd();
        return new SprintLine(
                row.id(),
                Words.title(row.ideaPreview()),
                row.studyName(),
                row.cluster(),
                StatusView.of(row, now),
                Outcomes.of(row, now, zone),
                step,
                measured,
                began ? Words.duration(ran) : "",
                Elapsed.ticksFrom(row),
                limit,
                Elapsed.meter(row, now),
                began || row.costUsd() > 0 ? Words.money(row.costUsd()) : "",
                budget == null ? "" : "of " + Words.money(budget),
                When.of(row.createdAt(), now, zone),
                row.completedAt() == null ? null : When.of(row.completedAt(), now, zone),
                row.status() == SprintStatus.QUEUED && row.queuedAt() != null
                        ? When.of(row.queuedAt(), now, zone)
                        : null,
                start,
                row.loopId(),
                row.startedBy());
    }

    /** The outcome, with the step's number where it is at work. */
    public String outcomeAndStep() {
        return step == null || !status.spins() ? outcome : outcome + ", step " + step.words();
    }

    /** True if there is something to cancel. */
    public boolean live() {
        return ended == null;
    }
}
