package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.AgentListener;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Usage;

/** Notes what the agent does in one step. */
record StepListener(Step step, Ledger ledger, Saver saver, ToolLog toolLog, Pulse pulse) implements AgentListener {
    /** At once: without the session the next attempt would begin from nothing. */
    @Override
    public void session(String sessionId) {
        pulse.sign();
        if (!sessionId.equals(ledger.sessionId())) {
            ledger.session(sessionId);
            saver.saveNow();
        }
    }

    @Override
    public void spent(Usage delta) {
        pulse.sign();
        ledger.spend(step, delta);
        saver.saveSoon();
    }

    @Override
    public void log(String line) {
        pulse.sign();
        toolLog.line(line);
    }

    @Override
    public void alive() {
        pulse.sign();
    }
}
