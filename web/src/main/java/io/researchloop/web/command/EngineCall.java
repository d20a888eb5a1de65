package io.researchloop.web.command;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.grpc.Context;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A call of the engine that ends within a few seconds: Temporal's own patience of a minute would hold the caller to a
 * client that is of no use any more once the engine has moved.
 */
final class EngineCall {
    private static final long LIMIT_SECONDS = 5;
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "dispatch-limits");
        thread.setDaemon(true);
        return thread;
    });

    private EngineCall() {}

    static void within(Runnable request) {
        try (Context.CancellableContext limited = Context.current().withDeadlineAfter(LIMIT_SECONDS, SECONDS, CLOCK)) {
            limited.run(request);
        }
    }
}
