package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.IdeaCheck;
import io.researchloop.runner.protocol.IdeaReason;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.report.Reporter;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what the runner has to say, numbers it, and gives it to every reporter. */
final class StatusBoard {
    private static final int TAIL_BYTES = 16 * 1024;
    private static final int RECENT_FILES = 20;
    private static final int MAX_STATUS = 1024 * 1024;

    private final RunnerPlan plan;
    private final SprintDirectory directory;
    private final String agent;
    private final Ledger ledger;
    private final Pulse pulse;
    private final List<Reporter> reporters;
    private final InstantSource clock;
    private final @Nullable String node = NodeName.ofThisMachine().orElse(null);
    private long sequence = -1;

    StatusBoard(
            RunnerPlan plan,
            SprintDirectory directory,
            String agent,
            Ledger ledger,
            Pulse pulse,
            List<Reporter> reporters,
            InstantSource clock) {
        this.plan = plan;
        this.directory = directory;
        this.agent = agent;
        this.ledger = ledger;
        this.pulse = pulse;
        this.reporters = List.copyOf(reporters);
        this.clock = clock;
    }

    synchronized void stepChanged(StepReport step) {
        Heartbeat now = now();
        reporters.forEach(reporter -> reporter.stepChanged(step, now));
    }

    synchronized void heartbeat() {
        Heartbeat now = now();
        reporters.forEach(reporter -> reporter.heartbeat(now));
    }

    synchronized void warn(String text) {
        Heartbeat now = now();
        reporters.forEach(reporter -> reporter.warned(text, now));
    }

    private Heartbeat now() {
        sequence = (sequence < 0 ? lastSequence(directory, plan.attempt()) : sequence) + 1;
        return new Heartbeat(
                plan.sprintId(),
                ledger.current(),
                directory.tail(SprintFiles.TOOL_LOG, TAIL_BYTES).orElse(null),
                directory.recentFiles(RECENT_FILES),
                directory.tail(SprintFiles.PROGRESS, TAIL_BYTES).orElse(null),
                directory.tail(SprintFiles.OUTPUT_LOG, TAIL_BYTES).orElse(null),
                plan.attempt(),
                sequence,
                clock.instant(),
                ledger.sessionId(),
                agent,
                ledger.total(),
                pulse.silentSeconds(),
                ledger.steps(),
                plan.tweakId(),
                written(SprintFiles.IDEA, IdeaCheck.LONGEST),
                written(SprintFiles.IDEA_REASON, IdeaReason.LONGEST),
                node);
    }

    /** What the step for the idea left; null before it has, and where the idea was there from the start. */
    private @Nullable String written(String file, int longest) {
        if (plan.idea() == null || ledger.status(Step.GENERATE_IDEA) != StepStatus.COMPLETED) {
            return null;
        }
        return directory
                .head(file, longest * 4)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /** A job that its scheduler starts anew is the same attempt; its numbers go on, or they would be taken for old. */
    private static long lastSequence(SprintDirectory directory, int attempt) {
        try {
            return directory
                    .head(SprintFiles.STATUS, MAX_STATUS)
                    .map(text -> Json.read(text, Heartbeat.class))
                    .filter(last -> last.attempt() == attempt)
                    .map(Heartbeat::sequence)
                    .orElse(0L);
        } catch (RuntimeException unreadable) {
            return 0;
        }
    }
}
