package io.researchloop.runner.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Something a person wants of a running sprint. It comes in a heartbeat's answer or as a file
 * {@code <id>.json} in {@link SprintFiles#INBOX}, perhaps in both ways and more than once: the id tells.
 *
 * @param text the message to the agent; only with {@link Kind#MESSAGE}
 */
public record Command(String id, Kind kind, @Nullable String text) {
    /** What is wanted. */
    public enum Kind {
        CANCEL,
        MESSAGE
    }
}
