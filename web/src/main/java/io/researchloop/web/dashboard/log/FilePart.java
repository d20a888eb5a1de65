package io.researchloop.web.dashboard.log;

import io.researchloop.web.dashboard.view.Words;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long text, read by its place in the file: one of tens of megabytes costs no more than a short one. Parts
 * begin and end with whole lines, where lines are not longer than a part.
 *
 * @param earlier the offset that the part before this one ends at; null if this is the beginning
 * @param later the offset that the part after this one begins at; null if this is the end
 * @param end the offset that it ends at, where a log that grows will go on; -1 if it is of no file
 * @param size of the whole file, in bytes
 */
public record FilePart(
        String text, @Nullable Long earlier, @Nullable Long later, long end, long size, String note) {
    static final int SIZE = 32 * 1024;

    public static FilePart ofTail(@Nullable String tail) {
        return tail == null
                ? new FilePart("", null, null, 0, 0, "")
                : new FilePart(tail, null, null, -1, -1, "the last lines");
    }

    /** The part that ends at an offset; null: at the end of the file. */
    public static FilePart before(Path file, @Nullable Long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long end = offset == null ? size : Math.max(0, Math.min(offset, size));
            long start = Math.max(0, end - SIZE);
            byte[] bytes = read(channel, start, (int) (end - start));
            int skipped = start == 0 ? 0 : lineStart(bytes);
            return of(bytes, skipped, bytes.length, start, size);
        }
    }

    /** The part that begins at an offset; one in the midst of a line begins with the rest of it. */
    public static FilePart from(Path file, long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long start = Math.max(0, Math.min(offset, size));
            byte[] bytes = read(channel, start, (int) Math.min(SIZE, size - start));
            int end = start + bytes.length == size ? bytes.length : lastLineEnd(bytes);
            return of(bytes, 0, end, start, size);
        }
    }

    /** The part that has an offset in its middle, or as near to it as the file's ends allow. */
    public static FilePart around(Path file, long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long start = Math.max(0, Math.min(offset, size) - SIZE / 2);
            byte[] bytes = read(channel, start, (int) Math.min(SIZE, size - start));
            int skipped = start == 0 ? 0 : lineStart(bytes);
            int end = start + bytes.length == size ? bytes.length : lastLineEnd(bytes);
            return of(bytes, skipped, Math.max(skipped, end), start, size);
        }
    }

    /** Where it begins; negative if it is of no file. */
    long begin() {
        return end < 0 ? -1 : earlier == null ? 0 : earlier;
    }

    /** The offset of the first place with these words; a file of tens of megabytes takes a fraction of a second. */
    public static OptionalLong find(Path file, String words) throws IOException {
        byte[] wanted = words.getBytes(StandardCharsets.UTF_8);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            // Each part overlaps the next one, so that words on a boundary are whole in one of them.
            for (long start = 0; start < channel.size(); start += SIZE - wanted.length) {
                byte[] bytes = read(channel, start, SIZE);
                int at = indexOf(bytes, wanted);
                if (at >= 0) {
                    return OptionalLong.of(start + at);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (bytes[i] == wanted[0] && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static FilePart of(byte[] bytes, int from, int to, long start, long size) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        String note = Words.bytes(to - from) + " of " + Words.bytes(size) + " shown";
        long begin = start + from;
        long end = start + to;
        return new FilePart(text, begin == 0 ? null : begin, end == size ? null : end, end, size, note);
    }

    private static byte[] read(SeekableByteChannel channel, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(start);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A read may bring less than was asked for.
        }
        return bytes.position() == length ? bytes.array() : Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Where the first whole line begins; 0 if the part is within one line, which its end may end. */
    private static int lineStart(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }
}
