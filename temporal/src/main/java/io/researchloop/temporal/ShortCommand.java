package io.researchloop.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end with a limit, and ends it with all its children when the limit has passed. */
final class ShortCommand {
    private static final int TOLD = 600;

    /** Exit code and everything the program wrote. */
    record Result(int exitCode, String output) {
        /** The end of the output, short enough for a message. */
        String summary() {
            String text = output.strip();
            String tail = text.length() <= TOLD ? text : "…" + text.substring(text.length() - TOLD);
            return "exit " + exitCode + (tail.isEmpty() ? ", no output" : ", " + tail);
        }
    }

    private ShortCommand() {}

    /** @param environment added to ours */
    static Result run(List<String> command, Map<String, String> environment, Duration limit) throws IOException {
        // A file and no pipe: a grandchild that keeps a pipe open would hold us up past the limit.
        Path output = Files.createTempFile("researchloop-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IOException(command.get(0) + " did not end within " + limit.toSeconds() + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for " + command.get(0), e);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
