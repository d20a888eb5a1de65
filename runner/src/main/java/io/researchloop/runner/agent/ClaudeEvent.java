package io.researchloop.runner.agent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a line of Claude Code's {@code stream-json} output means to us. */
sealed interface ClaudeEvent {
    /** {@code system/init}: comes once a turn; the session exists from here on. */
    record SessionStarted(String sessionId, String model) implements ClaudeEvent {}

    record Said(String text) implements ClaudeEvent {}

    /** @param input the one field of the tool's input that tells a reader most */
    record ToolUsed(String id, String name, String input) implements ClaudeEvent {}

    /** @param id of the use */
    record ToolAnswered(String id, String text, boolean failed) implements ClaudeEvent {}

    /**
     * A model call began or went on; the same call comes once for each of its blocks. The tokens written are what was
     * known when the call began, so they are a lower bound until the result comes.
     */
    record ModelCalled(String messageId, long inputTokens, long outputTokens) implements ClaudeEvent {}

    /** An API error in the shape of an assistant message; {@code error} is for example authentication_failed. */
    record Faulted(String error) implements ClaudeEvent {}

    record Retrying(
            int attempt,
            int maxRetries,
            long delayMillis,
            @Nullable Integer status,
            String error) implements ClaudeEvent {}

    /** @param status {@code allowed}, {@code allowed_warning} or {@code rejected} */
    record RateLimited(String status, @Nullable Instant resetsAt, String type) implements ClaudeEvent {}

    /** Commands that the agent left running; their end starts another turn, even when stdin is closed. */
    record BackgroundTasks(int running) implements ClaudeEvent {}

    record Ended(ClaudeResult result) implements ClaudeEvent {}
}
