package io.researchloop.activities.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program on this machine. It sees none of the server's own variables: those with {@code RESEARCHLOOP_} may be secrets. It is
 * ended when it is closed.
 */
final class LocalProcess implements AutoCloseable {
    /** How the launcher has the C library serve this server; an experiment may have other needs. */
    private static final String OWN_ALLOCATOR = "MALLOC_ARENA_MAX";

    private final Process process;

    private LocalProcess(Process process) {
        this.process = process;
    }

    static LocalProcess start(List<String> argv) {
        return new LocalProcess(started(builder(argv)));
    }

    private static ProcessBuilder builder(List<String> argv) {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().keySet().removeIf(name -> name.startsWith("RESEARCHLOOP_") || name.equals(OWN_ALLOCATOR));
        return builder;
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ClusterUnavailable("cannot start " + builder.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    /** Runs a program that talks with the person at this terminal, however long that takes. */
    static int onThisTerminal(List<String> argv) throws InterruptedException {
        try (LocalProcess program = new LocalProcess(started(builder(argv).inheritIO()))) {
            return program.process.waitFor();
        }
    }

    /**
     * Runs a program to its end.
     *
     * @throws TimeoutException if it did not end in time; then it is killed
     */
    static ShellResult run(List<String> argv, byte[] stdin, Duration limit)
            throws InterruptedException, TimeoutException {
        try (LocalProcess program = start(argv)) {
            CompletableFuture<String> out = drain(program.output());
            CompletableFuture<String> err = program.complaints();
            program.feed(stdin);
            long end = System.nanoTime() + limit.toNanos();
            int code = program.exitCode(limit);
            return new ShellResult(code, rest(out, end), rest(err, end));
        }
    }

    private static String rest(CompletableFuture<String> text, long end) throws InterruptedException, TimeoutException {
        try {
            return text.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("output is never completed with an error", e);
        }
    }

    /** What it reads. It is written beside: a program that reads nothing keeps nobody waiting. */
    void feed(byte[] stdin) {
        beside("input", () -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(stdin);
            } catch (IOException e) {
                // It ended or closed its input before it read all: its exit code says what that means.
            }
        });
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** What it writes to standard error, once that has ended. */
    CompletableFuture<String> complaints() {
        return drain(process.getErrorStream());
    }

    int exitCode(Duration limit) throws InterruptedException, TimeoutException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("it did not end within " + limit.toSeconds() + " s");
        }
        return process.exitValue();
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        beside("output", () -> {
            try (stream) {
                byte[] head = stream.readNBytes(ShellResult.MAX_OUTPUT);
                stream.transferTo(OutputStream.nullOutputStream());
                text.complete(new String(head, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }

    private static void beside(String what, Runnable work) {
        Thread thread = new Thread(work, "local-process-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
