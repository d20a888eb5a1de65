package io.researchloop.runner.agent;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** How often a script's {@code first N:} lines were reached: kept on disk, as every attempt is a new process. */
final class ScriptMemory {
    private final Path file;

    ScriptMemory(Path directory) {
        this.file = directory.resolve(SprintFiles.HOME + "/scripted.json");
    }

    /** Counts this visit and returns how many there were with it. */
    int visit(String step, int line) throws IOException {
        Map<String, Integer> visits = new TreeMap<>(read().visits());
        int count = visits.merge(step + ":" + line, 1, Integer::sum);
        Files.createDirectories(file.resolveSibling("."));
        Path next = file.resolveSibling("scripted.json.new");
        Files.writeString(next, Json.write(new Visits(visits)));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return count;
    }

    private Visits read() throws IOException {
        if (!Files.exists(file)) {
            return new Visits(Map.of());
        }
        try {
            return Json.read(Files.readString(file), Visits.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is not what this agent wrote; remove it to count from the start", e);
        }
    }

    private record Visits(Map<String, Integer> visits) {}
}
