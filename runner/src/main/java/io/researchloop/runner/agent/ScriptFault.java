package io.researchloop.runner.agent;

import java.io.Serial;
import java.util.List;

/** A file of steps that cannot be used; the message names each line and what was expected there. */
final class ScriptFault extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    ScriptFault(String file, List<String> faults) {
        super(file + ": " + String.join("; ", faults));
    }
}
