package io.researchloop.activities.store;

import java.time.Instant;

/**
 * A file that a sprint brought.
 *
 * @param name its path within the sprint's artifacts, with {@code /}
 * @param size bytes
 */
public record ArtifactRow(
        String sprintId, String name, long size, String sha256, String contentType, Instant storedAt) {}
