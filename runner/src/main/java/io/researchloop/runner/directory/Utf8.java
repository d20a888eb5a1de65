package io.researchloop.runner.directory;

import java.nio.charset.StandardCharsets;

/** Cuts text to a number of bytes without cutting a character. */
final class Utf8 {
    private Utf8() {}

    /** The end of what the bytes say, at most {@code limit} bytes of UTF-8. Bytes that are no text become U+FFFD. */
    static String tail(byte[] bytes, int limit) {
        int from = Math.max(0, bytes.length - limit);
        while (from > 0 && from < bytes.length && isContinuation(bytes[from])) {
            from++;
        }
        int to = Math.max(from, endOfWholeText(bytes));
        return end(new String(bytes, from, to - from, StandardCharsets.UTF_8), limit);
    }

    /** The beginning of what the bytes say, at most {@code limit} bytes of UTF-8. */
    static String head(byte[] bytes, int limit) {
        int to = Math.min(bytes.length, limit);
        while (to > 0 && to < bytes.length && isContinuation(bytes[to])) {
            to--;
        }
        return begin(new String(bytes, 0, to, StandardCharsets.UTF_8), limit);
    }

    /** A file that is being written may end within a character; that one is left for the next look. */
    private static int endOfWholeText(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            byte b = bytes[bytes.length - back];
            if (!isContinuation(b)) {
                return lengthOf(b) > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    /** U+FFFD is longer than the byte it stands for, so the text is measured once more. */
    private static String begin(String text, int limit) {
        int to = 0;
        int size = 0;
        while (to < text.length()) {
            int point = text.codePointAt(to);
            size += size(point);
            if (size > limit) {
                break;
            }
            to += Character.charCount(point);
        }
        return text.substring(0, to);
    }

    private static String end(String text, int limit) {
        int from = text.length();
        int size = 0;
        while (from > 0) {
            int point = text.codePointBefore(from);
            size += size(point);
            if (size > limit) {
                break;
            }
            from -= Character.charCount(point);
        }
        return text.substring(from);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int lengthOf(byte first) {
        if ((first & 0xE0) == 0xC0) {
            return 2;
        }
        if ((first & 0xF0) == 0xE0) {
            return 3;
        }
        return (first & 0xF8) == 0xF0 ? 4 : 1;
    }

    private static int size(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
