package io.researchloop.activities.cluster;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Heartbeats for an activity from a thread of its own, so that a slow command is not taken for a dead worker. */
public final class HeartbeatPump implements AutoCloseable {
    private static final int SECONDS = 2;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread pump = new Thread(task, "activity-heartbeat");
        pump.setDaemon(true);
        return pump;
    });
    private final ScheduledFuture<?> pulse;
    private volatile @Nullable ActivityCompletionException over;

    public HeartbeatPump(ActivityExecutionContext activity) {
        pulse = thread.scheduleAtFixedRate(
                () -> {
                    try {
                        activity.heartbeat(null);
                    } catch (ActivityCompletionException e) {
                        over = e;
                    }
                },
                0,
                SECONDS,
                TimeUnit.SECONDS);
    }

    /** @throws ActivityCompletionException if the activity is cancelled or its worker shuts down */
    void check() {
        ActivityCompletionException end = over;
        if (end != null) {
            throw end;
        }
    }

    @Override
    public void close() {
        pulse.cancel(true);
        thread.shutdownNow();
    }
}
