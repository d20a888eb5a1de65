package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.AgentRun;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Joins those who want something of the step at work (people, signals, clocks) with the step. The first stop wins. */
final class StepControl {
    private @Nullable AgentRun run;
    private @Nullable Outcome stop;
    private @Nullable Outcome last;

    /** Ends the attempt: the step at work stops in good order, and no other one begins. */
    synchronized void stop(OutcomeKind why, String detail) {
        if (stop != null) {
            return;
        }
        stop = Outcome.of(why, detail);
        notifyAll();
        if (run != null) {
            run.stop(why, detail);
        }
    }

    /** Ends the attempt once the step at work is done: no other one begins. */
    synchronized void endAfterStep(OutcomeKind why, String detail) {
        if (last == null) {
            last = Outcome.of(why, detail);
        }
    }

    /** What forbids another step. */
    synchronized Optional<Outcome> barrier() {
        return stopped().or(() -> Optional.ofNullable(last));
    }

    synchronized Optional<Outcome> stopped() {
        return Optional.ofNullable(stop);
    }

    /**
     * Waits a little for a stop. When a scheduler ends a job, the signal reaches the agent as well as the runner, and
     * the agent may be dead before the runner knows why.
     */
    synchronized Optional<Outcome> stoppedWithin(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long rest = patience.toMillis(); stop == null && rest > 0; ) {
            wait(rest);
            rest = (end - System.nanoTime()) / 1_000_000;
        }
        return stopped();
    }

    synchronized void begin(AgentRun begun) {
        run = begun;
        if (stop != null) {
            begun.stop(stop.kind(), stop.detail());
        }
    }

    synchronized void end() {
        run = null;
    }

    /** False if no agent is at work, or if it takes no messages. */
    boolean message(String text) {
        AgentRun atWork;
        synchronized (this) {
            atWork = stop == null ? run : null;
        }
        return atWork != null && atWork.message(text);
    }
}
