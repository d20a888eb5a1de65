package io.researchloop.activities;

import org.jspecify.annotations.Nullable;

/**
 * Something the user can mend: wrong input, a wrong file. The message is written for the user and is shown as it is,
 * without a stack trace; it says what is wrong, where, and what to do.
 */
public abstract class UserError extends RuntimeException {
    protected UserError(String message) {
        super(message);
    }

    protected UserError(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The message, which a user error always has. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
