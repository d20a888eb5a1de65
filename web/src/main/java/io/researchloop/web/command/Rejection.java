package io.researchloop.web.command;

import io.researchloop.activities.UserError;

/** A command that cannot be obeyed as it was given. The message is for the person who gave it. */
public final class Rejection extends UserError {
    private static final long serialVersionUID = 1;

    /** What is wrong, in as many kinds as callers tell apart. */
    public enum Reason {
        /** The request itself is wrong. */
        INVALID,
        /** It names something that does not exist. */
        UNKNOWN,
        /** It does not fit the state things are in. */
        CONFLICT,
        /** Its idempotency key was used before, for another request. */
        KEY_REUSED
    }

    private final Reason reason;

    public Rejection(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public static Rejection invalid(String message) {
        return new Rejection(Reason.INVALID, message);
    }

    public static Rejection unknown(String message) {
        return new Rejection(Reason.UNKNOWN, message);
    }

    public static Rejection conflict(String message) {
        return new Rejection(Reason.CONFLICT, message);
    }

    public static Rejection keyReused() {
        return new Rejection(
                Reason.KEY_REUSED,
                "This Idempotency-Key was used before with another request; send a new key with a new request");
    }

    public Reason reason() {
        return reason;
    }
}
