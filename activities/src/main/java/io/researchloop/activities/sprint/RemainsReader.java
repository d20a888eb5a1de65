package io.researchloop.activities.sprint;

import com.google.gson.JsonParseException;
import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobEnd;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an attempt's job left behind in the sprint's directory. */
@Component
final class RemainsReader {
    private static final int MAX_STATE = 4 << 20;

    Verdict read(ClusterAccess cluster, Owner owner, int attempt, @Nullable JobEnd end) throws InterruptedException {
        SprintDirectory directory = owner.attempts(cluster.directory(owner.row().directory()));
        RemoteShell shell = cluster.shell();
        return new Verdict(
                attempt,
                state(shell, directory).orElse(null),
                exitCode(shell, directory.file(SprintFiles.exit(attempt))),
                end,
                shell.run(ShellCommand.of("tail", "-n", "5", directory.file(SprintFiles.jobOutput(attempt))))
                        .stdout());
    }

    /** The checkpoint; empty if there is none, or a broken one. */
    Optional<PipelineState> state(RemoteShell shell, SprintDirectory directory) {
        return text(shell, directory.file(SprintFiles.STATE), MAX_STATE).flatMap(text -> {
            try {
                return Optional.of(Json.read(text, PipelineState.class));
            } catch (JsonParseException | NullPointerException e) {
                return Optional.empty();
            }
        });
    }

    /** A file's beginning, at most so many bytes; empty if there is no such file. */
    Optional<String> text(RemoteShell shell, String path, int maxBytes) {
        try (InputStream in = shell.read(path)) {
            return Optional.of(new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private @Nullable Integer exitCode(RemoteShell shell, String path) {
        return text(shell, path, 16)
                .map(String::strip)
                .filter(code -> code.matches("\\d{1,3}"))
                .map(Integer::valueOf)
                .orElse(null);
    }
}
