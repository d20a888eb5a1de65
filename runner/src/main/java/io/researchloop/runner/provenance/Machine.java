package io.researchloop.runner.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the machine says of itself: programs, modules, accelerators, Python packages. What is not there is left out. */
final class Machine {
    private static final int SECONDS = 20;
    private static final int MAX_OUTPUT = 256 * 1024;

    /** Printed in a shell of the job's; an empty answer means: not here. */
    private static final Map<String, String> QUESTIONS = questions();

    private final Path directory;

    Machine(Path directory) {
        this.directory = directory;
    }

    /** @param agentCommand a shell command line; empty if there is none */
    Map<String, String> describe(String agentCommand) throws InterruptedException {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        if (!agentCommand.isBlank()) {
            ask(agentCommand + " --version").ifPresent(version -> answers.put("agent_version", version));
        }
        for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
            ask(question.getValue()).ifPresent(answer -> answers.put(question.getKey(), answer));
        }
        return answers;
    }

    /** Empty if the command fails, says nothing, or takes too long. */
    private Optional<String> ask(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("bash", "-c", "{ " + command + "\n} </dev/null 2>/dev/null")
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread limit = new Thread(() -> end(process), "machine-limit");
            limit.setDaemon(true);
            limit.start();
            try (InputStream out = process.getInputStream()) {
                String answer = new String(out.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8).strip();
                process.destroy();
                boolean well = process.waitFor() == 0 || !answer.isEmpty();
                return well && !answer.isEmpty() ? Optional.of(answer) : Optional.empty();
            } finally {
                limit.interrupt();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            // It has ended in time.
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> questions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", "uname -n");
        all.put("system", "uname -srm; . /etc/os-release && echo \"$PRETTY_NAME\"");
        all.put("processors", "nproc");
        all.put("memory_kib", "awk '/^MemTotal/ { print $2 }' /proc/meminfo");
        all.put("modules", "printf '%s' \"${LOADEDMODULES:-}\" | tr ':' '\\n'");
        all.put("accelerators", "nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader");
        all.put("python", "python3 --version");
        all.put("python_packages", "python3 -m pip freeze --disable-pip-version-check || uv pip freeze");
        return all;
    }
}
