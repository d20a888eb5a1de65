package io.researchloop.runner.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a process's two outputs in one bounded queue, so that one thread can handle both. A grandchild that
 * keeps a pipe open after the process has ended does not hold up the reader: it gets a moment to finish its last line.
 */
final class ProcessOutput implements AutoCloseable {
    /** One line; {@code error} tells stderr from stdout. */
    record Line(String text, boolean error) {}

    private static final Duration AFTER_EXIT = Duration.ofMillis(500);

    /** Empty marks the end of one of the two. */
    private final BlockingQueue<Optional<Line>> lines = new ArrayBlockingQueue<>(1024);

    private final Process process;
    private final Thread stdout;
    private final Thread stderr;
    private int open = 2;

    ProcessOutput(Process process, String name) {
        this.process = process;
        stdout = Threads.daemon(name + "-out", () -> pump(process.getInputStream(), false));
        stderr = Threads.daemon(name + "-err", () -> pump(process.getErrorStream(), true));
        stdout.start();
        stderr.start();
    }

    /** The next line; null when the process has ended and all it wrote was read. */
    @Nullable
    Line next() throws InterruptedException {
        while (open > 0) {
            boolean exited = !process.isAlive();
            Optional<Line> line = lines.poll(AFTER_EXIT.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                if (exited) {
                    return null;
                }
            } else if (line.isEmpty()) {
                open--;
            } else {
                return line.get();
            }
        }
        return null;
    }

    private void pump(InputStream from, boolean error) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(Optional.of(new Line(line, error)));
            }
        } catch (IOException e) {
            // The pipe broke with the process; how that ended is told by its exit code.
        } catch (InterruptedException e) {
            return;
        }
        try {
            lines.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stdout.interrupt();
        stderr.interrupt();
    }
}
