package io.researchloop.activities.config;

/** A value as it may stand in a message: quoted, cut when it is long, and unable to forge another line. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String value) {
        return '"' + bare(value) + '"';
    }

    /** The same without the quotes, for a key. */
    static String bare(String value) {
        StringBuilder bare = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(c -> bare.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
        return value.codePointCount(0, value.length()) > LONGEST ? bare + "…" : bare.toString();
    }
}
