package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The processes of jobs of this machine, by what proc(5) tells of them. */
final class Processes {
    private static final String ATTEMPT = "RL_ATTEMPT_DIRECTORY";

    private Processes() {}

    /** Everything that runs for any attempt below that directory. */
    static List<ProcessHandle> ofJobsIn(Path directory) {
        return having(ATTEMPT, value -> value.startsWith(directory + "/"));
    }

    /** Everything that runs for one attempt. */
    static List<ProcessHandle> ofAttempt(Path attemptDirectory) {
        return having(ATTEMPT, attemptDirectory.toString()::equals);
    }

    /** Everything that Grid Engine runs for a job. */
    static List<ProcessHandle> ofGridEngine(String jobId) {
        return having("JOB_ID", jobId::equals);
    }

    /** The runner's own process. */
    static Optional<ProcessHandle> runner(Path attemptDirectory) {
        return ofAttempt(attemptDirectory).stream()
                .filter(process -> commandLine(process).contains("researchloop-runner.jar")
                        && commandLine(process).contains("plan.json")
                        && !commandLine(process).contains("batch.sh"))
                .findFirst();
    }

    /** With blanks between the arguments; empty when the process is gone. */
    static String commandLine(ProcessHandle process) {
        return String.join(" ", strings(process, "cmdline"));
    }

    static void signal(ProcessHandle process, String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " " + process.pid() + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    private static List<ProcessHandle> having(String variable, Predicate<String> value) {
        String begin = variable + "=";
        return ProcessHandle.allProcesses()
                .filter(process -> strings(process, "environ").stream()
                        .filter(entry -> entry.startsWith(begin))
                        .map(entry -> entry.substring(begin.length()))
                        .anyMatch(value))
                .toList();
    }

    /** A zombie has none. */
    private static List<String> strings(ProcessHandle process, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file));
            return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
