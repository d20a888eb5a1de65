package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A state as it is shown: a shape, a word and a colour.
 *
 * @param key names the icon and, as {@code data-status}, the colour
 */
public record StatusView(String key, String word) {
    /** A running sprint that was not heard of for so long is shown as not seen. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    /** The sprint's state; a queued one that waits for a usage limit sleeps. */
    public static StatusView of(SprintRow row, Instant now) {
        if (row.status() == SprintStatus.QUEUED
                && row.sleepUntil() != null
                && row.sleepUntil().isAfter(now)) {
            return new StatusView("sleeping", "Sleeping");
        }
        if (notSeen(row, now)) {
            return new StatusView("attention", "Not seen");
        }
        return of(row.status());
    }

    public static StatusView of(SprintStatus status) {
        return new StatusView(
                status.name().toLowerCase(Locale.ROOT),
                switch (status) {
                    case PENDING -> "Pending";
                    case QUEUED -> "Queued";
                    case SUBMITTED -> "Submitted";
                    case RUNNING -> "Running";
                    case COMPLETED -> "Completed";
                    case FAILED -> "Failed";
                    case CANCELLED -> "Cancelled";
                });
    }

    static StatusView of(StepStatus status) {
        return switch (status) {
            case PENDING -> new StatusView("pending", "Not started");
            case RUNNING -> new StatusView("running", "Running");
            case COMPLETED -> new StatusView("completed", "");
            case INTERRUPTED -> new StatusView("paused", "Interrupted");
            case FAILED -> new StatusView("failed", "Failed");
        };
    }

    static boolean notSeen(SprintRow row, Instant now) {
        return row.status() == SprintStatus.RUNNING
                && row.heartbeatAt() != null
                && row.heartbeatAt().isBefore(now.minus(SILENCE));
    }

    /** True if the icon turns. */
    public boolean spins() {
        return key.equals("running");
    }
}
