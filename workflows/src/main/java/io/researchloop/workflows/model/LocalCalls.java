package io.researchloop.workflows.model;

import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How workflows call what is at hand in their own process: the store, and the neighbouring workflow. */
public final class LocalCalls {
    private LocalCalls() {}

    /**
     * Repeated until it works. The number of attempts is named because the SDK (1.38) takes a local activity with
     * neither it nor a schedule-to-close time-out as one that must not be repeated at all, and its first failure would
     * end the workflow.
     */
    public static LocalActivityOptions untilDone() {
        return LocalActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(20))
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofMillis(50))
                        .setMaximumInterval(Duration.ofSeconds(5))
                        .setMaximumAttempts(Integer.MAX_VALUE)
                        .build())
                .build();
    }
}
