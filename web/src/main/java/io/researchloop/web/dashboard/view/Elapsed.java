package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a sprint's jobs ran: what counts against its time limit. */
final class Elapsed {
    private Elapsed() {}

    /** All attempts together; the one that runs counts until now. */
    static Duration of(SprintRow row, Instant now) {
        Duration earlier = Duration.ofSeconds(row.ranSeconds());
        Instant running = ticking(row);
        if (running != null) {
            return earlier.plus(Duration.between(running, now));
        }
        Instant started = row.startedAt();
        Instant completed = row.completedAt();
        if (earlier.isZero() && started != null && completed != null && row.attempt() <= 1) {
            return Duration.between(started, completed);
        }
        return earlier;
    }

    /** The moment from which the browser can count on; null if nothing runs. */
    static @Nullable Instant ticksFrom(SprintRow row) {
        Instant running = ticking(row);
        return running == null ? null : running.minusSeconds(row.ranSeconds());
    }

    static Meter meter(SprintRow row, Instant now) {
        Duration ran = of(row, now);
        Duration limit = Duration.ofSeconds(row.maxRunSeconds());
        return new Meter(
                ran.toSeconds(),
                Math.max(1, limit.toSeconds()),
                Words.duration(ran) + " of " + Words.duration(limit) + " used");
    }

    private static @Nullable Instant ticking(SprintRow row) {
        return row.status() == SprintStatus.RUNNING ? row.attemptStartedAt() : null;
    }
}
