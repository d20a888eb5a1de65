package io.researchloop.web.dashboard.view;

import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopStatus;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A loop in one row of a list.
 *
 * @param best by its metric; empty if there is none
 * @param budget with the word of; empty without one
 */
public record LoopLine(
        String id,
        String title,
        String study,
        StatusView status,
        String progress,
        @Nullable TrackView track,
        String best,
        String cost,
        String budget,
        When created,
        String reason) {
    /** So many sprints can be told apart in a drawing. */
    private static final int DRAWN = 12;

    public static LoopLine of(LoopProgress loop, Instant now, ZoneId zone) {
        Double budget = loop.loop().plan().budget().maxCostUsd();
        int count = loop.loop().plan().count();
        return new LoopLine(
                loop.loop().id(),
                title(loop),
                loop.loop().studyName(),
                status(loop),
                loop.completed() + " of " + count,
                count > DRAWN ? null : track(loop),
                loop.bestValue().map(MetricView::number).orElse(""),
                Words.money(loop.spend().costUsd()),
                budget == null ? "" : "of " + Words.money(budget),
                When.of(loop.loop().createdAt(), now, zone),
                loop.loop().reason() == null ? "" : loop.loop().reason());
    }

    static String title(LoopProgress loop) {
        String guidance = loop.loop().guidance();
        return guidance.isBlank()
                ? Words.counted(loop.loop().plan().count(), "sprint") + " of "
                        + loop.loop().studyName()
                : Words.title(guidance);
    }

    static StatusView status(LoopProgress loop) {
        LoopStatus status = loop.loop().status();
        if (status == LoopStatus.RUNNING && !loop.waiting().isEmpty()) {
            return new StatusView("approval", "Needs approval");
        }
        return switch (status) {
            case RUNNING -> new StatusView("running", "Running");
            case PAUSED -> new StatusView("paused", "Paused");
            case STOPPING -> new StatusView("stopped", "Stopping");
            case COMPLETED -> new StatusView("completed", "Completed");
            case STOPPED -> new StatusView("stopped", "Stopped");
            case FAILED -> new StatusView("failed", "Failed");
        };
    }

    static TrackView track(LoopProgress loop) {
        int count = loop.loop().plan().count();
        return new TrackView(Math.min(loop.completed(), count), count, loop.working() > 0, false);
    }
}
