package io.researchloop.cli;

/** A command could not do its work: the message says what happened and what to do, and the exit code is 1. */
public class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
