package io.researchloop.runner.pipeline;

import com.google.gson.JsonParseException;
import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link SprintFiles#STATE}: what one attempt leaves to the next. */
final class Checkpoint {
    private final SprintDirectory directory;
    private final ToolLog toolLog;
    private final InstantSource clock;
    private final Path file;

    Checkpoint(SprintDirectory directory, ToolLog toolLog, InstantSource clock) {
        this.directory = directory;
        this.toolLog = toolLog;
        this.clock = clock;
        this.file = directory.resolve(SprintFiles.STATE);
    }

    /**
     * What the last attempt left; empty at the first one. A file that makes no sense is put aside and the state rebuilt
     * from the events, so that no finished step is paid for twice.
     *
     * @throws IOException if the file is there and cannot be read: better no attempt than one from the beginning
     */
    Optional<PipelineState> load(String sprintId) throws IOException {
        if (!Files.exists(file)) {
            // Gone with finished steps in the events: the state was lost, not never written.
            return EventHistory.read(directory).state(sprintId, clock.instant());
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        try {
            PipelineState state = Json.read(text, PipelineState.class);
            check(state, sprintId);
            return Optional.of(state);
        } catch (JsonParseException | IllegalArgumentException | NullPointerException e) {
            return rebuilt(sprintId, e);
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws in a plain RuntimeException.
            if (e.getCause() == null) {
                throw e;
            }
            return rebuilt(sprintId, e);
        }
    }

    /** Writes the ledger as it is now; the order of calls is the order on disk. */
    synchronized void save(Ledger ledger) throws IOException {
        AtomicFile.replaceDurably(file, Json.write(ledger.state(clock.instant())));
    }

    private Optional<PipelineState> rebuilt(String sprintId, RuntimeException why) throws IOException {
        Path aside = file.resolveSibling("state.json.unreadable-" + clock.millis());
        Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        Optional<PipelineState> state = EventHistory.read(directory).state(sprintId, clock.instant());
        long finished = state.stream().mapToLong(s -> s.steps().size()).sum();
        toolLog.trouble("The checkpoint " + SprintFiles.STATE + " could not be read (" + why.getMessage()
                + "); it lies in " + aside.getFileName() + " now. The event log knows of " + finished
                + " step(s); going on from there.");
        return state;
    }

    private static void check(PipelineState state, @Nullable String sprintId) {
        if (!state.sprintId().equals(sprintId)) {
            throw new IllegalArgumentException("it belongs to the sprint " + state.sprintId() + ", not " + sprintId);
        }
        if (state.usage() == null
                || state.steps().stream().anyMatch(s -> s.name() == null || s.status() == null || s.usage() == null)) {
            throw new IllegalArgumentException("a field is missing");
        }
    }
}
