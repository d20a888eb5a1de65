package io.researchloop.web.dashboard;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What pages show of a {@code provenance.json}. A job wrote it, and not all can be found out on every machine: any of it
 * may be missing.
 *
 * @param attempts oldest first
 */
record Provenance(
        @Nullable String agent,
        @Nullable String model,
        @Nullable String runnerSha256,
        @Nullable Map<String, @Nullable String> prompts,
        @Nullable List<@Nullable Attempt> attempts) {
    private static final long MOST = 16L << 20;
    private static final Provenance NOTHING = new Provenance(null, null, null, null, null);

    record Attempt(
            @Nullable Configuration configuration,
            @Nullable String batchScript,
            @Nullable Machine environment) {}

    /** @param commits by folder */
    record Configuration(@Nullable Map<String, @Nullable String> commits) {}

    /** What the machine said of itself, in the words of its programs. */
    record Machine(
            @Nullable String agentVersion,
            @Nullable String host,
            @Nullable String modules,
            @Nullable String accelerators,
            @Nullable String python,
            @Nullable String pythonPackages) {}

    /**
     * Empty if the file is none of its kind, or over 16 MiB.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Provenance of(Path file) {
        try {
            return Files.size(file) > MOST ? NOTHING : Json.read(Files.readString(file), Provenance.class);
        } catch (JsonParseException | MalformedInputException e) {
            return NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** The attempt that the sprint ended with; empty in all its parts if none is told of. */
    Attempt last() {
        Attempt none = new Attempt(null, null, null);
        return attempts == null || attempts.isEmpty()
                ? none
                : Objects.requireNonNullElse(attempts.get(attempts.size() - 1), none);
    }
}
