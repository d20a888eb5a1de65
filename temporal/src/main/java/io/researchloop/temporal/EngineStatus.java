package io.researchloop.temporal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What health, status and dashboard say about the engine.
 *
 * @param kind absent until one is chosen
 * @param reason why this kind, in one sentence
 * @param serverVersion as the server tells it; absent before the first connection and in memory
 * @param target {@code host:port}
 * @param since when the state was entered
 * @param lastError why it is not ready, with what to do; absent when it is
 * @param warning what to know although it is ready, for example that workflows live in memory only
 */
public record EngineStatus(
        @Nullable EngineKind kind,
        EngineState state,
        String reason,
        @Nullable String serverVersion,
        @Nullable String target,
        String namespace,
        @Nullable String uiUrl,
        Instant since,
        @Nullable String lastError,
        @Nullable String warning) {

    static EngineStatus starting(String namespace, Instant now) {
        return new EngineStatus(
                null, EngineState.STARTING, "not chosen yet", null, null, namespace, null, now, null, null);
    }

    EngineStatus chosen(EngineKind chosen, String why) {
        return new EngineStatus(chosen, state, why, serverVersion, target, namespace, uiUrl, since, lastError, warning);
    }

    EngineStatus ready(EngineEndpoint endpoint, @Nullable String version, Instant now) {
        return new EngineStatus(
                kind,
                EngineState.READY,
                reason,
                version,
                endpoint.target(),
                endpoint.namespace(),
                endpoint.uiUrl(),
                now,
                null,
                endpoint.warning());
    }

    /** A first start that fails once is DOWN too: people want to know why, not that it is still trying. */
    EngineStatus down(String error, Instant now) {
        Instant from = state == EngineState.DOWN ? since : now;
        return new EngineStatus(
                kind, EngineState.DOWN, reason, serverVersion, target, namespace, uiUrl, from, error, warning);
    }
}
