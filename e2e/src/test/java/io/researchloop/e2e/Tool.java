package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs of this machine, run to their end. */
final class Tool {
    /** Where Debian's Grid Engine lives; its programs do not find it by themselves. */
    private static final Map<String, String> GRID_ENGINE =
            Map.of("SGE_ROOT", "/var/lib/gridengine", "SGE_CELL", "default", "SGE_SINGLE_LINE", "1");

    private Tool() {}

    /** What it printed; a failure of the program is one of the test. */
    static String run(String... command) {
        Answer answer = call(command);
        if (answer.code() != 0) {
            throw new AssertionError(List.of(command) + " ended with " + answer.code() + ": " + answer.text());
        }
        return answer.text();
    }

    static boolean succeeds(String... command) {
        return call(command).code() == 0;
    }

    /** Both streams together, and the exit code; a program that is not there ends with 127. */
    static Answer call(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(GRID_ENGINE);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Answer(127, String.valueOf(e.getMessage()));
        }
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    record Answer(int code, String text) {}
}
