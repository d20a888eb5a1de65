package io.researchloop.temporal;

import java.util.List;
import java.util.Locale;

/** Why a dev server ended before it served, judged by what it wrote. */
enum StartFailure {
    /** Somebody else has one of the ports. */
    PORT_TAKEN,
    /** The file is no database of Temporal's: what a kill in the very first start leaves behind. */
    DATABASE_BROKEN,
    /** Something that another database file would not mend: no room, no permission, an unknown flag. */
    ENVIRONMENT,
    /** Nothing known. The database may be the reason; a fresh one tells. */
    UNKNOWN;

    private static final List<String> PORT_WORDS = List.of("address already in use", "bind:");
    private static final List<String> ENVIRONMENT_WORDS = List.of(
            "unknown flag",
            "unknown command",
            "invalid argument",
            "permission denied",
            "operation not permitted",
            "read-only",
            "readonly",
            "no space left",
            "disk is full",
            "disk i/o error",
            "database is locked",
            "unable to open database",
            "too many open files",
            "cannot allocate memory",
            "out of memory");
    private static final List<String> DATABASE_WORDS =
            List.of("no such table", "no such column", "not a database", "malformed", "sql logic error");

    static StartFailure of(String output) {
        String text = output.toLowerCase(Locale.ROOT);
        if (contains(text, PORT_WORDS)) {
            return PORT_TAKEN;
        }
        if (contains(text, DATABASE_WORDS)) {
            return DATABASE_BROKEN;
        }
        return contains(text, ENVIRONMENT_WORDS) ? ENVIRONMENT : UNKNOWN;
    }

    private static boolean contains(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }
}
