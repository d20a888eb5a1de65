package io.researchloop.runner.report;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands over what the sprint has to show, at the end of an attempt, whatever its outcome. */
public final class Artifacts {
    private final SprintDirectory directory;
    private final ToolLog toolLog;
    private final @Nullable ArtifactUpload upload;

    /** @param upload null: the manifest alone is written */
    public Artifacts(SprintDirectory directory, ToolLog toolLog, @Nullable ArtifactUpload upload) {
        this.directory = directory;
        this.toolLog = toolLog;
        this.upload = upload;
    }

    /** The manifest stands before the first byte is sent, so that a job that is killed meanwhile leaves a true one. */
    public void handOver() throws InterruptedException {
        ArtifactManifest before = ArtifactManifest.read(directory);
        ArtifactManifest now = new ArtifactCollector(directory, ArtifactCollector.MAX_SIZE, toolLog).collect();
        List<Artifact> artifacts = new ArrayList<>(now.artifacts());
        artifacts.replaceAll(artifact -> before.hasUploaded(artifact) ? artifact.taken() : artifact);
        write(new ArtifactManifest(artifacts, now.leftOut()));
        if (upload == null) {
            return;
        }
        for (int i = 0; i < artifacts.size(); i++) {
            Artifact artifact = artifacts.get(i);
            if (!artifact.uploaded() && upload.send(directory, artifact)) {
                artifacts.set(i, artifact.taken());
            }
        }
        write(new ArtifactManifest(artifacts, now.leftOut()));
    }

    private void write(ArtifactManifest manifest) {
        try {
            manifest.write(directory);
        } catch (IOException e) {
            System.err.println("runner: cannot write " + ArtifactManifest.NAME + ": " + e);
        }
    }
}
