package io.researchloop.runner;

import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real runner as a process of its own, on the scripted agent, in a directory as the orchestrator prepares it. */
final class RunnerProcess implements AutoCloseable {
    static final List<String> STEPS =
            List.of("research", "red_team_1", "fix_1", "red_team_2", "fix_2", "report", "summarize");
    static final String ID = "sp-0123abcd";

    private final Process process;

    private RunnerProcess(Process process) {
        this.process = process;
    }

    /** Each step notes that it ran to its end; the one named hangs in the first attempt before it does. */
    static void prepare(Path root, String hangsIn) throws IOException {
        StringBuilder script = new StringBuilder();
        for (String step : STEPS) {
            Path prompt = root.resolve(SprintFiles.prompt(step));
            Files.createDirectories(prompt.getParent());
            Files.writeString(prompt, "Do the step " + step + ".\n");
            script.append("[")
                    .append(step)
                    .append("]\ncost 0.01\nsay begins ")
                    .append(step)
                    .append('\n');
            if (step.equals(hangsIn)) {
                script.append("attempt 1: write hanging yes\nattempt 1: hang\n");
            }
            script.append(output(step))
                    .append("append finished.txt ")
                    .append(step)
                    .append('\n');
        }
        Files.writeString(root.resolve("steps"), script);
    }

    private static String output(String step) {
        return switch (step) {
            case "red_team_1" -> "write red_team_round_1.md Too small.\n";
            case "red_team_2" -> "write red_team_round_2.md Still too small.\n";
            case "report" -> "write report.md # Report\n";
            case "summarize" -> "write summary.txt It works.\n";
            default -> "";
        };
    }

    static RunnerPlan plan(int attempt, @Nullable String url) {
        return new RunnerPlan(
                1, ID, attempt, "study", "scripted", "", "steps", null, 2, null, null, null, url, 1, null, null, null);
    }

    static RunnerProcess start(Path root, RunnerPlan plan) throws IOException {
        Path file = root.resolve(SprintFiles.plan(plan.attempt()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(plan));
        return start(file, root.resolve("job.out"));
    }

    static RunnerProcess start(Path planFile, Path output) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunnerMain.class.getName(),
                planFile.toString());
        builder.environment().put(SprintFiles.TOKEN_VARIABLE, "secret");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(output.toString())));
        return new RunnerProcess(builder.start());
    }

    void awaitFile(Path file) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(file)) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError(file + " never came");
            }
            Thread.sleep(20);
        }
    }

    void terminate() {
        process.destroy();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new AssertionError("the runner did not end");
        }
        return process.exitValue();
    }

    static List<String> finished(Path root) throws IOException {
        try (Stream<String> lines = Files.lines(root.resolve("finished.txt"))) {
            return lines.toList();
        }
    }

    @Override
    public void close() {
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(ProcessHandle::destroyForcibly);
    }
}
