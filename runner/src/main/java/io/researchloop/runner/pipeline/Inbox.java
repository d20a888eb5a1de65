package io.researchloop.runner.pipeline;

import com.google.gson.JsonParseException;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link SprintFiles#INBOX}: commands as files, for when the orchestrator can reach the node and not the other way. */
final class Inbox {
    private static final Duration HALF_WRITTEN = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 1024 * 1024;

    /**
     * A command and the file it came in.
     *
     * @param file moved away by {@link #done} once the command is safe elsewhere
     */
    record Letter(Path file, Command command) {}

    private final SprintDirectory directory;
    private final Path box;
    private final ToolLog toolLog;
    private final InstantSource clock;

    Inbox(SprintDirectory directory, ToolLog toolLog, InstantSource clock) {
        this.directory = directory;
        this.box = directory.resolve(SprintFiles.INBOX);
        this.toolLog = toolLog;
        this.clock = clock;
    }

    /** What lies there, oldest name first. */
    List<Letter> look() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(box, "*.json")) {
            entries.forEach(files::add);
        } catch (IOException noBoxYet) {
            return List.of();
        }
        return files.stream().sorted().map(this::open).flatMap(Optional::stream).toList();
    }

    void done(Letter letter) {
        move(letter.file());
    }

    private Optional<Letter> open(Path file) {
        String name = SprintFiles.INBOX + "/" + file.getFileName();
        Optional<Command> command = directory.head(name, MAX_BYTES).flatMap(Inbox::parse);
        if (command.isEmpty() && !perhapsHalfWritten(file)) {
            toolLog.trouble("A command in " + name + " could not be understood and is put aside.");
            move(file);
        }
        return command.map(understood -> new Letter(file, understood));
    }

    private static Optional<Command> parse(String text) {
        try {
            Command command = Json.read(text, Command.class);
            boolean whole = command.id() != null && !command.id().isBlank() && command.kind() != null;
            return whole ? Optional.of(command) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private boolean perhapsHalfWritten(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .plus(HALF_WRITTEN)
                    .isAfter(clock.instant());
        } catch (IOException gone) {
            return true;
        }
    }

    /** A file that stays is met again, and known by its id. */
    private void move(Path file) {
        try {
            Path done = Files.createDirectories(box.resolve("done"));
            Files.move(file, done.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            System.err.println(
                    "runner: cannot move " + file.getFileName() + " to " + SprintFiles.INBOX + "/done: " + e);
        }
    }
}
