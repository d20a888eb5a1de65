package io.researchloop.runner.agent;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How much of each session's total cost our ledger has counted, kept in the sprint's directory. A process that was
 * ended before its result leaves spend that nobody counted; the session's total, which the next process tells, has it.
 */
final class SessionCosts {
    private final Path file;

    SessionCosts(Path directory) {
        this.file = directory.resolve(SprintFiles.HOME + "/claude-costs.json");
    }

    OptionalDouble counted(String session) throws IOException {
        Double total = read().get(session);
        return total == null ? OptionalDouble.empty() : OptionalDouble.of(total);
    }

    /** A total that is lower than one before it is that of a process which never opened the session. */
    void count(String session, double totalUsd) throws IOException {
        Map<String, Double> totals = new TreeMap<>(read());
        totals.merge(session, totalUsd, Math::max);
        Files.createDirectories(file.resolveSibling("."));
        Path next = file.resolveSibling("claude-costs.json.new");
        Files.writeString(next, Json.write(new Counted(totals)));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, Double> read() throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return Json.read(Files.readString(file), Counted.class).totalUsd();
        } catch (JsonParseException e) {
            throw new IOException(file + " is not what this agent wrote", e);
        }
    }

    private record Counted(Map<String, Double> totalUsd) {}
}
