package io.researchloop.activities.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a growing log, which is to be put to the end of what was known of it before. */
final class LogTail {
    /** Shorter than this, two texts may be alike by chance. */
    private static final int SURE = 64;

    private final byte[] bytes;

    private LogTail(byte[] bytes) {
        this.bytes = bytes;
    }

    static LogTail of(String text) {
        int end = text.length();
        // A character that was cut off while it was written comes whole the next time.
        while (end > 0 && text.charAt(end - 1) == '\uFFFD') {
            end--;
        }
        return new LogTail(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return bytes.length;
    }

    /**
     * What is new in it.
     *
     * @param known the end of what is known, as long as this or all there is
     * @return with a line that says so, where the two do not meet
     */
    byte[] after(byte[] known) {
        int shared = overlap(known);
        if (shared >= Math.min(SURE, Math.min(known.length, bytes.length))) {
            return Arrays.copyOfRange(bytes, shared, bytes.length);
        }
        byte[] gap = ("\n" + LiveLogs.GAP + "\n").getBytes(StandardCharsets.UTF_8);
        int begin = firstLine();
        byte[] news = Arrays.copyOf(gap, gap.length + bytes.length - begin);
        System.arraycopy(bytes, begin, news, gap.length, bytes.length - begin);
        return news;
    }

    /** The length of the longest end of the known that is a beginning of this (Knuth, Morris and Pratt). */
    private int overlap(byte[] known) {
        int[] border = new int[bytes.length];
        for (int i = 1, length = 0; i < bytes.length; i++) {
            length = longer(border, length, bytes[i]);
            border[i] = length;
        }
        int length = 0;
        for (byte next : known) {
            length = longer(border, length, next);
        }
        return length;
    }

    private int longer(int[] border, int length, byte next) {
        int known = length;
        while (known > 0 && (known == bytes.length || bytes[known] != next)) {
            known = border[known - 1];
        }
        return known < bytes.length && bytes[known] == next ? known + 1 : known;
    }

    /** The first whole line: that before it is most likely the rest of one. */
    private int firstLine() {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
