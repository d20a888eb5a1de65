package io.researchloop.activities.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.jdbc.core.JdbcOperations;

/** Copies the database while it is at work. */
public final class DatabaseBackup {
    private final JdbcOperations jdbc;

    DatabaseBackup(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes one moment's state to a new file, which is there only when it is whole. By {@code vacuum into} and not by
     * the backup interface, which starts anew with every write that meets it and on a busy server may never end.
     *
     * @throws FileAlreadyExistsException if the file is there: a backup never overwrites one
     */
    public void backup(Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path partial = Files.createTempFile(target.resolveSibling(""), target.getFileName() + ".", ".partial");
        try {
            jdbc.update("vacuum into ?", Bind.of(partial.toString()));
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
