package io.researchloop.activities.artifact;

import io.researchloop.activities.UserError;

/** A file that is not taken. */
public final class ArtifactRefused extends UserError {
    private static final long serialVersionUID = 1;

    /** Why, as far as the sender acts on it. */
    public enum Reason {
        UNACCEPTABLE,
        /** It changed on the way. */
        DAMAGED,
        /** Something else has its name. */
        IN_THE_WAY
    }

    private final Reason reason;

    ArtifactRefused(String message) {
        this(Reason.UNACCEPTABLE, message);
    }

    ArtifactRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
