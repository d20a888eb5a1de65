package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Critique;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.util.Optional;

/** Sees to it that a finished step left the file it is for, and reads what the review says in its own. */
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

    /** Empty if the step is none of the review's, or its file cannot be counted. */
    Optional<Issues> issues(Step step) {
        return switch (step.kind()) {
            case RED_TEAM ->
                directory
                        .head(SprintFiles.redTeamRound(step.round()), Critique.MAX_BYTES)
                        .flatMap(Issues::found);
            case FIX ->
                directory
                        .head(SprintFiles.fixesRound(step.round()), Critique.MAX_BYTES)
                        .flatMap(Issues::settled);
            case GENERATE_IDEA, RESEARCH, REPORT, SUMMARIZE, TWEAK -> Optional.empty();
        };
    }
}
