package io.researchloop.runner.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process of Claude Code, from its start to its end. */
final class ClaudeProcess {
    private static final int STDERR_LINES = 8;

    private final String commandLine;
    private final Process process;
    private final ProcessTree tree;
    private final ClaudeInput input;
    private final Duration linger;
    private final Deque<String> stderr = new ArrayDeque<>();
    private @Nullable ClaudeResult result;
    private @Nullable String fault;
    private @Nullable Instant limitResetsAt;

    /** True between a turn's start and its result; the guard against a process that will not end looks at it. */
    private volatile boolean busy = true;

    private volatile int backgroundTasks;
    private volatile long lastLineAt = System.nanoTime();
    private volatile boolean endedAsIdle;

    private ClaudeProcess(String commandLine, Process process, Duration linger) {
        this.commandLine = commandLine;
        this.process = process;
        this.tree = new ProcessTree(process);
        this.input = new ClaudeInput(process.getOutputStream());
        this.linger = linger;
    }

    /** @param linger how long an agent that has given its result may take to end by itself */
    static ClaudeProcess start(
            String commandLine, List<String> argv, Path directory, Map<String, String> environment, Duration linger)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new ClaudeProcess(commandLine, builder.start(), linger);
    }

    boolean say(String text) {
        return input.say(text);
    }

    /** Handles the output until the process has ended. */
    ClaudeVerdict.Evidence follow(StreamFile stream, Consumer<ClaudeEvent> events, Consumer<String> errors)
            throws IOException, InterruptedException {
        Threads.daemon("claude-idle", this::endWhenIdle).start();
        try (ProcessOutput output = new ProcessOutput(process, "claude")) {
            for (ProcessOutput.Line line = output.next(); line != null; line = output.next()) {
                lastLineAt = System.nanoTime();
                if (line.error()) {
                    noteError(line.text());
                    errors.accept(line.text());
                } else {
                    stream.line(line.text());
                    for (ClaudeEvent event : ClaudeStreamParser.parse(line.text())) {
                        note(event);
                        events.accept(event);
                    }
                }
            }
        } finally {
            input.close();
        }
        int exitCode = process.waitFor();
        return new ClaudeVerdict.Evidence(
                commandLine, endedAsIdle ? 0 : exitCode, result, fault, limitResetsAt, String.join(" ", stderr));
    }

    /** Asks for a result first, which tells the exact cost, then goes on as {@link #end}. */
    void interruptAndEnd(Duration patience, Duration grace) throws InterruptedException {
        input.interrupt();
        input.close();
        tree.exited(patience);
        end(grace);
    }

    /** SIGTERM, on which the agent saves its session; after the grace whatever is left is killed. */
    void end(Duration grace) throws InterruptedException {
        input.close();
        tree.terminate();
        tree.exited(grace);
        tree.kill();
    }

    /** Kills all that is left at once. */
    void kill() {
        tree.kill();
    }

    private void noteError(String line) {
        if (stderr.size() == STDERR_LINES) {
            stderr.removeFirst();
        }
        stderr.addLast(line);
    }

    private void note(ClaudeEvent event) {
        if (event instanceof ClaudeEvent.SessionStarted) {
            busy = true;
        } else if (event instanceof ClaudeEvent.BackgroundTasks tasks) {
            backgroundTasks = tasks.running();
        } else if (event instanceof ClaudeEvent.Faulted faulted) {
            fault = faulted.error();
        } else if (event instanceof ClaudeEvent.RateLimited limited
                && limited.status().equals("rejected")) {
            limitResetsAt = limited.resetsAt();
        } else if (event instanceof ClaudeEvent.Ended ended) {
            result = ended.result();
            busy = false;
        }
        boolean failed = !busy && result != null && result.error();
        if (!busy && (backgroundTasks == 0 || failed)) {
            input.close();
        }
    }

    private void endWhenIdle() {
        try {
            while (!process.waitFor(Math.max(50, linger.toMillis() / 10), TimeUnit.MILLISECONDS)) {
                boolean quiet = System.nanoTime() - lastLineAt > linger.toNanos();
                if (!busy && backgroundTasks == 0 && quiet) {
                    endedAsIdle = true;
                    end(linger);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
