package io.researchloop.activities.store;

/** The kinds of deliveries. */
public enum DeliveryKind {
    /** The attempt's runner was heard of for the first time. */
    RUNNER_STARTED,
    /** The attempt's runner said its last word. */
    RUNNER_ENDED,
    /** A person wants the end. The payload is {@code {"reason": …}}. */
    CANCEL
}
