package io.researchloop.runner.report;

import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.StepReport;

/** One way to tell the orchestrator. No method throws for a failure to do so; the sprint goes on. */
public interface Reporter extends AutoCloseable {
    /** A step began or ended; returns at once. */
    void stepChanged(StepReport step, Heartbeat now);

    /** The regular sign of life; returns at once. */
    void heartbeat(Heartbeat now);

    /** Something that a person should look at, while the work goes on; returns at once. */
    void warned(String text, Heartbeat now);

    /** The attempt's last word; returns when it has arrived, or when there is no more sense in trying. */
    void completed(Completion completion) throws InterruptedException;

    /** The job is about to be killed: whatever still tries has seconds left. From any thread. */
    void hurry();

    @Override
    void close();
}
