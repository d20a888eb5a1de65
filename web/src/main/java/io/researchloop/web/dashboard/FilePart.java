package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.Words;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The end of a long text, or the part before it. A log of tens of megabytes costs no more than a short one.
 *
 * @param earlier the offset to ask the part before this one with; null if this is the beginning
 */
record FilePart(String text, @Nullable Long earlier, String note) {
    private static final int SIZE = 64 * 1024;

    static FilePart ofTail(@Nullable String tail) {
        return new FilePart(tail == null ? "" : tail, null, tail == null ? "" : "the last lines, live");
    }

    /** @param before the offset where the part ends; null: the end of the file */
    static FilePart of(Path file, @Nullable Long before) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long end = before == null ? size : Math.max(0, Math.min(before, size));
            long start = Math.max(0, end - SIZE);
            ByteBuffer bytes = ByteBuffer.allocate((int) (end - start));
            channel.position(start);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // A read may bring less than was asked for.
            }
            int skipped = start == 0 ? 0 : lineStart(bytes);
            String text = new String(bytes.array(), skipped, bytes.position() - skipped, StandardCharsets.UTF_8);
            String shown = Words.bytes(end - start - skipped) + " of " + Words.bytes(size) + " shown";
            return new FilePart(text, start == 0 ? null : start + skipped, shown);
        }
    }

    /** Where the first whole line begins, so that the part before this one can end there. */
    private static int lineStart(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
