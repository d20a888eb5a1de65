package io.researchloop.runner.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a step or an attempt ended.
 *
 * @param detail one or two sentences for the user, at most {@value #MAX_DETAIL} characters; empty when all is well
 * @param resetsAt only with {@link OutcomeKind#USAGE_LIMITED}: when the limit is lifted, if the agent said so
 */
public record Outcome(
        OutcomeKind kind, String detail, @Nullable Instant resetsAt) {
    public static final int MAX_DETAIL = 1000;

    public Outcome {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL - 1) + "…";
    }

    public static Outcome completed() {
        return new Outcome(OutcomeKind.COMPLETED, "", null);
    }

    public static Outcome of(OutcomeKind kind, String detail) {
        return new Outcome(kind, detail, null);
    }
}
