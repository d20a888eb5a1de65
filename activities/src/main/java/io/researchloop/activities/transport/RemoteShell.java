package io.researchloop.activities.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A shell and a file system: a login node's over SSH, or this machine's. Paths are absolute, with forward slashes. All
 * methods throw {@link ClusterUnavailable} when the other side cannot be reached, and may be called from any thread.
 */
public interface RemoteShell extends AutoCloseable {
    /** Runs a command to its end; a non-zero exit code is an answer, not an exception. */
    ShellResult run(ShellCommand command) throws InterruptedException;

    /**
     * Replaces a file atomically, its parent directories made as needed.
     *
     * @param privateFile true for mode 0600, else 0644
     * @throws FileRefused if the other side says no: permission, quota, disk full
     */
    void write(String path, byte[] content, boolean privateFile);

    /**
     * Opens a file for reading.
     *
     * @throws java.io.FileNotFoundException if there is none
     */
    InputStream read(String path) throws IOException;

    /** The regular files below a directory, links not followed; empty if there is no such directory. */
    List<RemoteFile> list(String directory);

    @Override
    void close();
}
