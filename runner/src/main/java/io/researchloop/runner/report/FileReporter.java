package io.researchloop.runner.report;

import io.researchloop.runner.directory.AppendFile;
import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerEvent;
import io.researchloop.runner.protocol.RunnerEvent.Kind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells by files, which the orchestrator reads over the shell when no call comes from the compute node. */
public final class FileReporter implements Reporter {
    private final Path status;
    private final AppendFile events;
    private final InstantSource clock;
    private boolean broken;

    public FileReporter(SprintDirectory directory, InstantSource clock) {
        this.status = directory.resolve(SprintFiles.STATUS);
        this.events = new AppendFile(directory.resolve(SprintFiles.EVENTS));
        this.clock = clock;
    }

    @Override
    public void stepChanged(StepReport step, Heartbeat now) {
        write(now, event(Kind.STEP, now, step, null));
    }

    @Override
    public void heartbeat(Heartbeat now) {
        write(now, event(Kind.HEARTBEAT, now, null, null));
    }

    @Override
    public void warned(String text, Heartbeat now) {
        write(now, event(Kind.WARNING, now, null, text));
    }

    @Override
    public void completed(Completion completion) {
        write(
                null,
                new RunnerEvent(
                        clock.instant(),
                        completion.attempt(),
                        Kind.OUTCOME,
                        null,
                        completion.sessionId(),
                        completion.usage(),
                        null,
                        null,
                        null,
                        completion.outcome()));
    }

    @Override
    public void hurry() {
        // Files are written at once in any case.
    }

    @Override
    public void close() {
        // Nothing is held open between two writes.
    }

    private RunnerEvent event(Kind kind, Heartbeat now, @Nullable StepReport step, @Nullable String text) {
        Instant at = now.at() == null ? clock.instant() : now.at();
        return new RunnerEvent(
                at,
                now.attempt(),
                kind,
                step,
                now.sessionId(),
                now.usage(),
                kind == Kind.HEARTBEAT ? now.sequence() : null,
                now.silentSeconds(),
                text,
                null);
    }

    private synchronized void write(@Nullable Heartbeat now, RunnerEvent event) {
        try {
            events.append(Json.write(event));
            if (now != null) {
                AtomicFile.replace(status, Json.write(now));
            }
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                System.err.println("runner: cannot write the status files: " + e);
            }
            broken = true;
        }
    }
}
