package io.researchloop.runner.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Waits for a result that a run's thread always delivers. */
final class Futures {
    private Futures() {}

    static StepResult await(CompletableFuture<StepResult> ended) throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run ended without a result", e.getCause());
        }
    }
}
