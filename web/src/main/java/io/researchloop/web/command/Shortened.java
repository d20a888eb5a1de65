package io.researchloop.web.command;

/** What a person typed, as it is told back. */
final class Shortened {
    private Shortened() {}

    static String of(String text) {
        return of(text, 80);
    }

    static String of(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
