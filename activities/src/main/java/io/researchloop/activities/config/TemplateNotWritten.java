package io.researchloop.activities.config;

import io.researchloop.activities.UserError;
import org.jspecify.annotations.Nullable;

/** A first configuration cannot be written where the user wants it. */
public final class TemplateNotWritten extends UserError {
    private static final long serialVersionUID = 1;

    TemplateNotWritten(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
