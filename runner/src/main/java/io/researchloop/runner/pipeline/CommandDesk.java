package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes commands, from wherever they come, once each: ids are remembered on disk over all attempts. A message that the
 * agent cannot take now waits here for the next step, over a restart too.
 */
final class CommandDesk {
    static final String FILE = SprintFiles.HOME + "/commands.json";
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private record Memory(List<String> seen, List<Command> waiting) {}

    private final SprintDirectory directory;
    private final Path file;
    private final ToolLog toolLog;
    private final StepControl control;
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<Command> waiting = new ArrayList<>();

    CommandDesk(SprintDirectory directory, ToolLog toolLog, StepControl control) {
        this.directory = directory;
        this.file = directory.resolve(FILE);
        this.toolLog = toolLog;
        this.control = control;
    }

    /** Remembered first and obeyed then: a kill in between makes a message come twice at worst, never not at all. */
    synchronized void accept(Command command) {
        if (command.id() == null || command.kind() == null || !seen.add(command.id())) {
            return;
        }
        waiting.add(command);
        remember();
        obey(command);
    }

    /**
     * Remembers what earlier attempts heard, and obeys what they had no time to; messages wait on for the step that is
     * about to begin.
     */
    synchronized void resume() {
        directory.head(FILE, MAX_BYTES).ifPresent(this::recall);
        List.copyOf(waiting).stream()
                .filter(command -> command.kind() != Command.Kind.MESSAGE)
                .forEach(this::obey);
    }

    /** The messages that wait, oldest first; {@link #delivered} lets go of them. */
    synchronized List<Command> messages() {
        return waiting.stream()
                .filter(command -> command.kind() == Command.Kind.MESSAGE)
                .toList();
    }

    /** Offers the agent, now that it is at work, what came while it was being started. */
    synchronized void passOn(List<Command> inPrompt) {
        for (Command message : messages()) {
            if (!inPrompt.contains(message) && control.message(text(message))) {
                toolLog.line("Message to the agent: " + text(message));
                delivered(List.of(message));
            }
        }
    }

    synchronized void delivered(List<Command> messages) {
        if (waiting.removeAll(messages)) {
            remember();
        }
    }

    private void obey(Command command) {
        switch (command.kind()) {
            case CANCEL -> {
                toolLog.line("The sprint was cancelled.");
                control.stop(OutcomeKind.CANCELLED, "The sprint was cancelled.");
                delivered(List.of(command));
            }
            case BUDGET -> {
                String why = command.text() == null ? "The budget is spent." : command.text();
                toolLog.line(why + " This step is the last one.");
                control.endAfterStep(OutcomeKind.BUDGET_SPENT, why);
                delivered(List.of(command));
            }
            case MESSAGE -> {
                String text = text(command);
                boolean taken = control.message(text);
                toolLog.line((taken ? "Message to the agent: " : "Message, kept for the next step: ") + text);
                if (taken) {
                    delivered(List.of(command));
                }
            }
        }
    }

    private static String text(Command message) {
        return message.text() == null ? "" : message.text();
    }

    private void recall(String text) {
        try {
            Memory memory = Json.read(text, Memory.class);
            seen.addAll(memory.seen());
            waiting.addAll(memory.waiting());
        } catch (RuntimeException e) {
            toolLog.trouble("The list of past commands, " + FILE + ", could not be read; going on without it.");
        }
    }

    private void remember() {
        try {
            AtomicFile.replaceDurably(file, Json.write(new Memory(List.copyOf(seen), List.copyOf(waiting))));
        } catch (IOException e) {
            System.err.println("runner: cannot write " + FILE + ": " + e);
        }
    }
}
