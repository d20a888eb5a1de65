package io.researchloop.cli.terminal;

/**
 * Makes text of others harmless on a terminal. Escape sequences could move the cursor, rewrite what was printed, or set
 * the clipboard; direction marks could make a line read differently from what it says. Both become visible characters.
 */
public final class SafeText {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int REPLACEMENT = 0xFFFD;

    private SafeText() {}

    /** Cleans text for one line: line breaks and tabs become blanks. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Cleans text that may have several lines: line feeds and tabs stay. */
    public static String block(String text) {
        return clean(text.replace("\r\n", "\n"), true);
    }

    /** Escapes what JSON lets through raw and a terminal would act on; the JSON means the same as before. */
    static String json(String json) {
        var safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (steersTerminal(c) && c != '\n' && c != '\t') {
                safe.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static String clean(String text, boolean lines) {
        if (text.codePoints().noneMatch(SafeText::steersTerminal)) {
            return text;
        }
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(visible(c, lines)));
        return safe.toString();
    }

    private static int visible(int c, boolean lines) {
        if (c == '\n' || c == '\t') {
            return lines ? c : ' ';
        }
        if (c == '\r' && !lines) {
            return ' ';
        }
        if (!steersTerminal(c)) {
            return c;
        }
        return c < 0x20 ? CONTROL_PICTURES + c : REPLACEMENT;
    }

    private static boolean steersTerminal(int c) {
        return c < 0x20
                || (c >= 0x7F && c <= 0x9F)
                || c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x2028 && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
