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
     * Replaces files, each atomically, their parent directories made as needed; in one round trip, however many.
     *
     * @throws FileRefused if the other side says no: permission, quota, disk full
     */
    void write(List<FileWrite> files) throws InterruptedException;

    default void write(FileWrite file) throws InterruptedException {
        write(List.of(file));
    }

    /**
     * Opens a file for reading.
     *
     * @throws java.io.FileNotFoundException if there is none
     */
    InputStream read(String path) throws IOException;

    /** The regular files below a directory, links not followed; empty if there is no such directory. */
    List<RemoteFile> list(String directory) throws InterruptedException;

    /** The same path from the root: {@code ~/} is the home directory on the other side. */
    String absolute(String path) throws InterruptedException;

    @Override
    void close();
}
