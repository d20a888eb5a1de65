package io.researchloop.temporal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** At most one orchestrator looks after the dev server of a data folder; the system frees the lock of a killed one. */
final class DirectoryLock implements AutoCloseable {
    private final Path file;
    private @Nullable FileChannel channel;

    DirectoryLock(Path file) {
        this.file = file;
    }

    /** Takes the lock, or keeps it. */
    void take() throws EngineUnavailable {
        if (channel != null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(opened)) {
                opened.close();
                throw new EngineUnavailable("another orchestrator of this machine has the Temporal data in "
                        + file.toAbsolutePath().getParent()
                        + "; stop it, or give this one another folder (db_path)");
            }
            channel = opened;
        } catch (IOException e) {
            throw new EngineUnavailable("cannot lock " + file + ": " + e, e);
        }
    }

    private static boolean lock(FileChannel opened) throws IOException {
        try {
            @Nullable FileLock lock = opened.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        FileChannel held = channel;
        channel = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot give back the lock on " + file, e);
            }
        }
    }
}
