package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Critique;
import java.io.IOException;
import java.util.Optional;

/** Sees to it that a finished step left the file it is for. */
record StepOutput(SprintDirectory directory, ToolLog toolLog) {
    /**
     * An agent that answered instead of writing the file has said it all the same: its last words become the file.
     *
     * @return what is wrong if there is neither file nor word
     */
    Optional<String> complete(Step step, String lastWords) throws IOException {
        String name = step.output().orElse(null);
        if (name == null || directory.hasText(name)) {
            return Optional.empty();
        }
        if (lastWords.isBlank()) {
            return Optional.of("The agent ended the step " + step.name() + " without writing " + name
                    + " and without a word. Resubmit the sprint to try this step again.");
        }
        AtomicFile.replaceDurably(directory.resolve(name), lastWords.strip() + "\n");
        toolLog.line("The agent wrote no " + name + "; its answer was saved under that name.");
        return Optional.empty();
    }

    boolean noCriticalIssues(int round) {
        String critique = Step.redTeam(round).output().orElseThrow();
        return directory
                .head(critique, Critique.MAX_BYTES)
                .filter(Critique::findsNothingCritical)
                .isPresent();
    }
}
