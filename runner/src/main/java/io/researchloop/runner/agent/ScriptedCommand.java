package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.SprintFiles;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** A script's {@code run}: a real command in the sprint's directory, whose output people can read in output.log. */
final class ScriptedCommand {
    private final Process process;
    private final ProcessTree tree;
    private final StepRequest request;
    private volatile String lastLine = "it printed nothing";

    private ScriptedCommand(Process process, StepRequest request) {
        this.process = process;
        this.tree = new ProcessTree(process);
        this.request = request;
    }

    static ScriptedCommand start(String shellLine, StepRequest request, ScriptedSetting setting) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("bash", "-c", shellLine));
        builder.directory(request.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(setting.environment());
        builder.environment().put("RESEARCHLOOP_STEP", request.step());
        builder.environment().put("RESEARCHLOOP_ATTEMPT", Integer.toString(setting.attempt()));
        builder.environment().put("RESEARCHLOOP_PROMPT", request.prompt().toString());
        builder.environment().merge("PATH", ourJava(), (given, ours) -> given + File.pathSeparator + ours);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ScriptedCommand(process, request);
    }

    /** After whatever the node's PATH has: the demo needs a Java, and the runner came with one. */
    private static String ourJava() {
        return System.getProperty("java.home") + File.separator + "bin";
    }

    /** Reads until the end; returns the exit code. */
    int readAll(ScriptedVoice voice) throws IOException, InterruptedException {
        try (ProcessOutput output = new ProcessOutput(process, "scripted-run");
                Writer log = Files.newBufferedWriter(
                        request.directory().resolve(SprintFiles.OUTPUT_LOG),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (ProcessOutput.Line line = output.next(); line != null; line = output.next()) {
                lastLine = line.text();
                voice.output(line.text());
                log.write(line.text() + "\n");
                log.flush();
            }
        }
        return process.waitFor();
    }

    String lastLine() {
        return lastLine;
    }

    /** Ends the command and its children; returns when they have ended, at the latest a moment after the grace. */
    void end(Duration grace) {
        tree.terminate();
        try {
            tree.exited(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tree.kill();
    }
}
