package io.researchloop.runner.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Appends whole lines. It opens the file for every call, so that a file that was moved or deleted meanwhile comes
 * back, and ends a line that a killed process left half-written.
 */
public final class AppendFile {
    private final Path file;
    private boolean looked;

    public AppendFile(Path file) {
        this.file = file;
    }

    public synchronized void append(String lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!looked) {
            endTornLine();
            looked = true;
        }
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, APPEND, NOFOLLOW_LINKS))) {
            writeTo(channel, lines + "\n");
        }
    }

    private void endTornLine() throws IOException {
        if (!Files.exists(file, NOFOLLOW_LINKS)) {
            return;
        }
        boolean torn;
        try (FileChannel channel = FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS))) {
            ByteBuffer last = ByteBuffer.allocate(1);
            torn = channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
        if (torn) {
            try (FileChannel channel = FileChannel.open(file, Set.of(WRITE, APPEND, NOFOLLOW_LINKS))) {
                writeTo(channel, "\n");
            }
        }
    }

    private static void writeTo(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
