package io.researchloop.activities.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One orchestrator a database. The operating system holds the lock and drops it with the process, however that ends; the
 * file names the holder and stays.
 */
final class DatabaseLock implements AutoCloseable {
    /**
     * What this process holds. To open and close a lock file a second time would drop the first lock (fcntl(2): any
     * close of the file drops the process's locks on it), so a second try must not touch it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DatabaseLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws DatabaseRefused if another orchestrator has the database open */
    static DatabaseLock take(Path database) throws IOException {
        Path file = lockFile(database);
        if (!HELD.add(file)) {
            throw inUse(database, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DatabaseLock(file, lock(database, file));
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    /** Beside the file itself, not beside a link to it. */
    private static Path lockFile(Path database) throws IOException {
        Path real = Files.exists(database)
                ? database.toRealPath()
                : database.resolveSibling("").toRealPath().resolve(database.getFileName());
        return real.resolveSibling(real.getFileName() + ".lock");
    }

    private static FileChannel lock(Path database, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(database, Files.readString(file).strip());
            }
            String holder = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DatabaseRefused inUse(Path database, String pid) {
        String holder = pid.isEmpty() ? "another process" : "process " + pid;
        return new DatabaseRefused(
                "The database " + database + " is in use by " + holder
                        + ". One orchestrator works on a database at a time: stop that one, or set another db_path.",
                null);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
