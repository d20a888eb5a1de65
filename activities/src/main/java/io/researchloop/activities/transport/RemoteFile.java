package io.researchloop.activities.transport;

/**
 * A regular file.
 *
 * @param path relative to the listed directory, with forward slashes
 * @param size in bytes
 */
public record RemoteFile(String path, long size) {}
