package io.researchloop.runner.report;

/**
 * A file that is the sprint's result.
 *
 * @param name relative to the sprint's directory, with forward slashes
 * @param size in bytes
 * @param sha256 in lower-case hex
 * @param uploaded true once the orchestrator took it with this content
 */
public record Artifact(String name, long size, String sha256, boolean uploaded) {
    Artifact taken() {
        return new Artifact(name, size, sha256, true);
    }

    boolean sameContentAs(Artifact other) {
        return name.equals(other.name) && sha256.equals(other.sha256);
    }
}
