package io.researchloop.runner.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code result} event. A run has one a turn: more than one when a background command's end or a queued message
 * began another turn.
 *
 * @param text the agent's last words, or the error's
 * @param totalCostUsd of the whole session, over all processes that resumed it
 * @param sinceLast what this process spent since its last result; null where the event has no such field
 */
record ClaudeResult(
        String subtype,
        boolean error,
        @Nullable String terminalReason,
        @Nullable String apiError,
        @Nullable Integer apiErrorStatus,
        @Nullable String apiErrorType,
        String text,
        List<String> errors,
        @Nullable String sessionId,
        double totalCostUsd,
        @Nullable Spend sinceLast) {

    /** Cost and tokens of some model calls; tokens read include the cached ones. */
    record Spend(double costUsd, long inputTokens, long outputTokens) {
        static final Spend NONE = new Spend(0, 0, 0);

        Spend plus(Spend other) {
            return new Spend(
                    costUsd + other.costUsd, inputTokens + other.inputTokens, outputTokens + other.outputTokens);
        }
    }

    ClaudeResult {
        errors = List.copyOf(errors);
    }

    /** What went wrong, in the agent's words. */
    String complaint() {
        return errors.isEmpty() ? text : String.join("; ", errors);
    }
}
