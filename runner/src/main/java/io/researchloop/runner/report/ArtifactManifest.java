package io.researchloop.runner.report;

import com.google.gson.JsonParseException;
import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Json;
import java.io.IOException;
import java.util.List;

/**
 * What the sprint has to show, in {@value #NAME}: the orchestrator fetches over the shell what was not uploaded.
 *
 * @param leftOut why something is missing here, one sentence each
 */
public record ArtifactManifest(List<Artifact> artifacts, List<String> leftOut) {
    public static final String NAME = ".researchloop/artifacts.json";
    private static final int MAX_BYTES = 1024 * 1024;

    public ArtifactManifest {
        artifacts = List.copyOf(artifacts);
        leftOut = List.copyOf(leftOut);
    }

    /** The manifest of an earlier attempt; an empty one if there is none that can be read. */
    static ArtifactManifest read(SprintDirectory directory) {
        try {
            return directory
                    .head(NAME, MAX_BYTES)
                    .map(text -> Json.read(text, ArtifactManifest.class))
                    .orElseGet(() -> new ArtifactManifest(List.of(), List.of()));
        } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
            return new ArtifactManifest(List.of(), List.of());
        }
    }

    void write(SprintDirectory directory) throws IOException {
        AtomicFile.replace(directory.resolve(NAME), Json.write(this));
    }

    boolean hasUploaded(Artifact artifact) {
        return artifacts.stream().anyMatch(old -> old.uploaded() && old.sameContentAs(artifact));
    }
}
