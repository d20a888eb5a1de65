package io.researchloop.runner.agent;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The raw stream of a step: appended line by line and flushed, so that it is whole up to the moment of a kill. */
final class StreamFile implements AutoCloseable {
    private final BufferedWriter writer;

    private StreamFile(BufferedWriter writer) {
        this.writer = writer;
    }

    static StreamFile append(Path path) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        boolean cut = endsMidLine(path);
        StreamFile file = new StreamFile(Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        if (cut) {
            file.line("");
        }
        return file;
    }

    /** A run that was killed may have left half a line; what follows must not be glued to it. */
    private static boolean endsMidLine(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }

    void line(String text) throws IOException {
        writer.write(text);
        writer.write('\n');
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
