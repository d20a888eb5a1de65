package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The prompt of a step: the orchestrator's, and below it what only the runner knows. */
final class StepPrompt {
    private static final String CUT_OFF = """


            ## This step was cut off

            An earlier run of this step in this directory was cut off before it ended. Look at the files first, keep
            what is done, and go on from there; do not begin anew.
            """;
    private static final String MESSAGES = """


            ## Messages from the researcher

            They came after the sprint began and come before anything above that says otherwise.
            """;

    private StepPrompt() {}

    /**
     * @param cutOff true if an earlier attempt began the step
     * @throws IOException if the orchestrator put no prompt for the step there
     */
    static Path prepare(SprintDirectory directory, Step step, boolean cutOff, List<Command> messages)
            throws IOException {
        String name = SprintFiles.prompt(step.name());
        Path given = directory.resolve(name);
        if (!Files.isRegularFile(given)) {
            throw new NoSuchFileException(name, null, "the prompt of the step " + step.name() + " is missing");
        }
        if (!cutOff && messages.isEmpty()) {
            return given;
        }
        StringBuilder prompt = new StringBuilder(new String(Files.readAllBytes(given), StandardCharsets.UTF_8));
        if (cutOff) {
            prompt.append(CUT_OFF);
        }
        if (!messages.isEmpty()) {
            prompt.append(MESSAGES);
            messages.forEach(
                    message -> prompt.append("\n").append(message.text()).append("\n"));
        }
        Path complete = directory.resolve(SprintFiles.HOME + "/steps/" + step.name() + ".prompt.md");
        AtomicFile.replace(complete, prompt.toString());
        return complete;
    }
}
