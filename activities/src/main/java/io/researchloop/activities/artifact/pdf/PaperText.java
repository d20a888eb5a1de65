package io.researchloop.activities.artifact.pdf;

import java.util.ArrayList;
import java.util.List;

/** Text that a page can hold. */
final class PaperText {
    private PaperText() {}

    /** Without characters that print nothing, and with places to break in words that are longer than a page is wide. */
    static String clean(String text, int longestWord) {
        StringBuilder clean = new StringBuilder(text.length());
        int word = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (!printable(character)) {
                continue;
            }
            word = Character.isWhitespace(character) ? 0 : word + 1;
            if (word > longestWord) {
                clean.append('\u200b');
                word = 1;
            }
            clean.appendCodePoint(character);
        }
        return clean.toString();
    }

    private static boolean printable(int character) {
        return character == '\n'
                || character == '\t'
                || !(Character.isISOControl(character)
                        || Character.getType(character) == Character.SURROGATE
                        || Character.getType(character) == Character.UNASSIGNED
                        || turning(character));
    }

    /** They make what is read another thing than what is written (Unicode's TR 36, "bidirectional text spoofing"). */
    private static boolean turning(int character) {
        return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    /** At most so many characters, and no half of one. */
    static String cut(String text, int most) {
        int end = Math.max(0, Math.min(most, text.length()));
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** The same text in parts that end where a line may end, if there is such a place. */
    static List<String> pieces(String text, int most) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        while (text.length() - start > most) {
            String piece = cut(text.substring(start, start + most), most);
            int space = Math.max(piece.lastIndexOf(' '), piece.lastIndexOf('\n'));
            int end = space > most / 2 ? space + 1 : piece.length();
            pieces.add(piece.substring(0, end));
            start += end;
        }
        pieces.add(text.substring(start));
        return pieces;
    }
}
