package io.researchloop.web.dashboard.log;

import io.researchloop.web.dashboard.log.LogEntry.Kind;
import java.util.Locale;
import java.util.stream.Stream;

/** What of a log is shown. */
public enum LogFilter {
    ALL,
    WORDS,
    TOOLS,
    ERRORS;

    /** All, where it is none of these words. */
    static LogFilter of(String word) {
        return Stream.of(values())
                .filter(filter -> filter.word().equals(word))
                .findFirst()
                .orElse(ALL);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String title() {
        return name().charAt(0) + word().substring(1);
    }

    boolean shows(LogEntry entry) {
        return switch (this) {
            case ALL -> true;
            case WORDS -> entry.kind() != Kind.TOOL;
            case TOOLS -> entry.kind() == Kind.TOOL || entry.kind() == Kind.STEP;
            case ERRORS -> entry.failed();
        };
    }
}
