package io.researchloop.runner.pipeline;

import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.report.RetryPolicy;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt takes from the world around it.
 *
 * @param nanoTime goes forward at its own pace, like {@link System#nanoTime()}
 * @param token the runner's, for calls to the orchestrator; null: there is none
 */
public record Surroundings(
        InstantSource clock,
        LongSupplier nanoTime,
        RetryPolicy retries,
        @Nullable String token) {
    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                RetryPolicy.STANDARD,
                environment.get(SprintFiles.TOKEN_VARIABLE));
    }

    @Override
    public String toString() {
        return "Surroundings[token " + (token == null ? "missing" : "hidden") + "]";
    }
}
