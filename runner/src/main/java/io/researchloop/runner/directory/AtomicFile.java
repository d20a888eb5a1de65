package io.researchloop.runner.directory;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Replaces a file as a whole: a reader, also one after a crash, sees the old text or the new one. A link in the file's
 * place is replaced, never followed. One writer a file; callers see to that.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Enough against the death of this process, too little against the death of the node; cheap. */
    public static void replace(Path file, String text) throws IOException {
        Files.move(write(file, text, false), file, ATOMIC_MOVE, REPLACE_EXISTING);
    }

    /** When this returns, the text is on the disk, as far as the file system keeps its word. */
    public static void replaceDurably(Path file, String text) throws IOException {
        Path temporary = write(file, text, true);
        Files.move(temporary, file, ATOMIC_MOVE, REPLACE_EXISTING);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            forceDirectory(directory);
        }
    }

    private static Path write(Path file, String text, boolean durable) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = file.resolveSibling("." + file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable) {
                channel.force(true);
            }
        }
        return temporary;
    }

    /** Some file systems refuse to sync a directory; the rename has happened all the same. */
    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The text itself is synced; there is nothing more to be done for its name.
        }
    }
}
