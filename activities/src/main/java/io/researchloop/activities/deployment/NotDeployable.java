package io.researchloop.activities.deployment;

import io.researchloop.activities.UserError;

/** The cluster cannot run the runner as it is; the message says what to change. */
public final class NotDeployable extends UserError {
    private static final long serialVersionUID = 1L;

    NotDeployable(String message) {
        super(message);
    }
}
