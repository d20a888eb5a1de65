package io.researchloop.temporal;

import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to reach an engine that serves.
 *
 * @param lostMemory true when it knows nothing of the workflows there were before
 * @param warning what people should know about this engine, in one sentence
 * @param connection address, TLS and keys; never printed
 */
record EngineEndpoint(
        String target,
        String namespace,
        @Nullable String uiUrl,
        boolean lostMemory,
        @Nullable String warning,
        WorkflowServiceStubsOptions connection) {

    /** Whether clients and workers of the other endpoint serve for this one as well. */
    boolean sameAddress(EngineEndpoint other) {
        return target.equals(other.target) && namespace.equals(other.namespace);
    }

    @Override
    public String toString() {
        return target + " (namespace " + namespace + ")";
    }
}
