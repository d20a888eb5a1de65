package io.researchloop.temporal;

import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;

/** How we talk to any engine. */
final class StubsDefaults {
    private StubsDefaults() {}

    /** A server that is back is noticed within a second; the SDK's own default waits up to ten. */
    static WorkflowServiceStubsOptions.Builder options() {
        return tuned(WorkflowServiceStubsOptions.newBuilder());
    }

    static WorkflowServiceStubsOptions.Builder tuned(WorkflowServiceStubsOptions.Builder builder) {
        return builder.setConnectionBackoffResetFrequency(Duration.ofSeconds(1));
    }
}
