package io.researchloop.runner.directory;

import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One runner a sprint's directory. The operating system gives the lock back when its holder dies, however it dies, so
 * that no stale lock needs a person. On a file system without locks (some NFS mounts) there is none, and the
 * scheduler's promise to run a job once must do.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String NAME = SprintFiles.HOME + "/runner.lock";
    private static final long LOOK_MILLIS = 100;

    /** Another runner is at work in the directory. */
    public static final class Held extends Exception {
        Held(String holder) {
            super("another runner is at work in this sprint's directory (" + holder + ")");
        }
    }

    private final @Nullable FileChannel channel;

    private DirectoryLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @param owner who asks, for the message that another one gets
     * @param patience how long to wait for a runner that is just ending
     */
    public static DirectoryLock acquire(SprintDirectory directory, String owner, Duration patience)
            throws IOException, InterruptedException, Held {
        Path path = directory.resolve(NAME);
        Files.createDirectories(directory.resolve(SprintFiles.HOME));
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (!locked(channel)) {
                if (System.nanoTime() - deadline > 0) {
                    String holder = directory.head(NAME, 200).orElse("").strip();
                    channel.close();
                    throw new Held(holder);
                }
                Thread.sleep(LOOK_MILLIS);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            return new DirectoryLock(channel);
        } catch (IOException e) {
            System.err.println("runner: no locks on this file system, going on without (" + e.getMessage() + ")");
            channel.close();
            return new DirectoryLock(null);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("runner: cannot give back " + NAME + ": " + e);
        }
    }
}
