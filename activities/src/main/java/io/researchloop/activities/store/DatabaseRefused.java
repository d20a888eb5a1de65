package io.researchloop.activities.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be opened, and a person must mend it. The message says what is wrong and what to do. */
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
