package io.researchloop.runner.agent;

import java.io.Serial;

/** What was expected of one line of a {@link Script}. */
final class DirectiveFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    DirectiveFault(String expected) {
        super(expected);
    }
}
