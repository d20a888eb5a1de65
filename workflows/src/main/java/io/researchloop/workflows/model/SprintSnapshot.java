package io.researchloop.workflows.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a sprint is: the input of its workflow at the first start, at continue-as-new, and when it is rebuilt from its
 * row after the engine lost its memory. One record, so that one tested path serves all three.
 *
 * @param attempt the last attempt that was begun, 0 before the first
 * @param cutOffs attempts that were cut off and count against {@link SprintSpec#maxAttempts()}
 * @param usageLimits attempts that ended at the account's usage limit
 * @param revision the projection's last revision
 * @param job the attempt's job, null until it is submitted
 * @param ranSeconds time that earlier attempts ran
 * @param attemptStartedAt when this attempt's runner was first heard of
 * @param sleepUntil no next attempt before this time
 * @param cancelReason set once a person asked for the end
 * @param error what ended the sprint, in a terminal state only
 */
public record SprintSnapshot(
        SprintSpec spec,
        SprintStatus status,
        int attempt,
        int cutOffs,
        int usageLimits,
        long revision,
        @Nullable JobRef job,
        long ranSeconds,
        @Nullable Instant startedAt,
        @Nullable Instant attemptStartedAt,
        @Nullable Instant sleepUntil,
        @Nullable String cancelReason,
        @Nullable String error) {
    public static SprintSnapshot fresh(SprintSpec spec) {
        return new SprintSnapshot(spec, SprintStatus.PENDING, 0, 0, 0, 0, null, 0, null, null, null, null, null);
    }
}
