package io.researchloop.runner.report;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Sends artifacts before the completion, within bounds: few tries each, and none any more once the orchestrator seems
 * to be away or the time is up. What was not sent is fetched by the orchestrator, by the manifest.
 */
public final class ArtifactUpload {
    private static final int TRIES = 3;
    private static final int PATIENCE = 2;

    private final Delivery delivery;
    private final String path;
    private final String sprintId;
    private final long deadline;
    private int failuresInARow;

    ArtifactUpload(Delivery delivery, String sprintId, Duration limit) {
        this.delivery = delivery;
        this.sprintId = sprintId;
        this.path = "/api/artifacts/" + URLEncoder.encode(sprintId, StandardCharsets.UTF_8);
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    /** True if the orchestrator took it. */
    boolean send(SprintDirectory directory, Artifact artifact) throws InterruptedException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        Path file = directory.file(artifact.name()).orElse(null);
        if (file == null || left.isNegative() || failuresInARow >= PATIENCE || delivery.hurried()) {
            return false;
        }
        String id = sprintId + "-artifact-"
                + Sha256.of(artifact.name() + "\n" + artifact.sha256()).substring(0, 32);
        boolean taken = delivery.deliver(artifact.name(), path, id, new FilePayload(file, artifact), left, TRIES);
        failuresInARow = taken ? 0 : failuresInARow + 1;
        return taken;
    }
}
