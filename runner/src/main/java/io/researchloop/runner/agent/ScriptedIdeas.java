package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.IdeaCheck;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ideas of one step of a script: the first one that was not had before is the sprint's. */
final class ScriptedIdeas {
    private final Path directory;
    private int offered;
    private boolean chosen;
    private boolean latestChosen;

    ScriptedIdeas(Path directory) {
        this.directory = directory;
    }

    /** True if this is the one. */
    boolean offer(String idea) throws IOException {
        offered++;
        latestChosen = false;
        if (chosen || IdeaCheck.fault(idea, earlier()).isPresent()) {
            return false;
        }
        Files.writeString(directory.resolve(SprintFiles.IDEA), idea + "\n");
        chosen = true;
        latestChosen = true;
        return true;
    }

    /** Says why it is the idea that was offered last; of one that was not taken nobody asks. */
    void because(String reason) throws IOException {
        if (latestChosen) {
            Files.writeString(directory.resolve(SprintFiles.IDEA_REASON), reason + "\n");
        }
    }

    /** True of a step that has ideas, all of which were had before. */
    boolean noneLeft() {
        return offered > 0 && !chosen;
    }

    Outcome outcome() {
        return Outcome.of(
                OutcomeKind.NO_IDEA_LEFT,
                "The script of the scripted agent has no idea left: "
                        + (offered == 1 ? "its only one was" : "all " + offered + " were")
                        + " had in this study. Write more into it, or use a real agent.");
    }

    private List<String> earlier() throws IOException {
        Path file = directory.resolve(SprintFiles.EARLIER_IDEAS);
        return Files.exists(file) ? List.of(Json.read(Files.readString(file), String[].class)) : List.of();
    }
}
