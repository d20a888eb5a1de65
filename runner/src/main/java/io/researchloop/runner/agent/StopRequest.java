package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;

/** Why a step shall end before its time. */
record StopRequest(OutcomeKind why, String detail) {
    Outcome outcome() {
        return Outcome.of(why, detail);
    }
}
