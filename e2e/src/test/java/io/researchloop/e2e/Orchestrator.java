package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server of a project, as a process that can be started, killed and started again. */
final class Orchestrator {
    private static final int STOP_SECONDS = 40;
    private static final int SHOWN_LINES = 120;

    private final Project project;
    private final Path log;
    private @Nullable Process process;

    Orchestrator(Project project) {
        this.project = project;
        this.log = project.directory().resolve("orchestrator.log");
    }

    /** Starts it and waits until it answers and its engine is there. */
    Orchestrator start() {
        launch();
        return awaitReady();
    }

    /** Starts it and waits for nothing. */
    Orchestrator launch() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("it runs already");
        }
        List<String> command =
                Program.server("-c", project.config().toString(), "serve", "--port", Integer.toString(project.port()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(project.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(project.environment());
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Orchestrator awaitReady() {
        Until.found(
                "the orchestrator and its engine",
                Until.PATIENCE,
                this::logTail,
                () -> project.api().engineReady()
                        ? Optional.of(true)
                        : alive() ? Optional.empty() : fail("the orchestrator ended by itself"));
        return this;
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** As the out-of-memory killer does it: no goodbye. */
    void kill9() {
        if (process != null) {
            process.destroyForcibly();
            end(process);
        }
    }

    /** In good order. */
    void stop() {
        if (process != null) {
            process.destroy();
            end(process);
        }
    }

    void restart() {
        kill9();
        start();
    }

    long pid() {
        return running().pid();
    }

    String log() {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logTail() {
        List<String> lines = log().lines().toList();
        return "The end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("it was not started");
        }
        return process;
    }

    private <T> Optional<T> fail(String what) {
        throw new AssertionError(what + ". " + logTail());
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the orchestrator did not end within " + STOP_SECONDS + " s of a TERM");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
