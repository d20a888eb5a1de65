package io.researchloop.runner.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Something a person wants of a running sprint. It comes in a heartbeat's answer or as a file
 * {@code <id>.json} in {@link SprintFiles#INBOX}, perhaps in both ways and more than once: the id tells.
 *
 * @param text the message to the agent with {@link Kind#MESSAGE}, or, with {@link Kind#BUDGET}, why
 */
public record Command(String id, Kind kind, @Nullable String text) {
    /** What is wanted. */
    public enum Kind {
        CANCEL,
        /** What the sprint may spend is spent, by others too: the step at work is the last one. */
        BUDGET,
        MESSAGE
    }
}
