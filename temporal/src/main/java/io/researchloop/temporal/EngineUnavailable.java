package io.researchloop.temporal;

import org.jspecify.annotations.Nullable;

/** The engine cannot serve now. The message says what happened and what to do; trying again later is always right. */
final class EngineUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    EngineUnavailable(String message) {
        this(message, null);
    }

    EngineUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
