package io.researchloop.web.dashboard.log;

import org.jspecify.annotations.Nullable;

/**
 * An entry on the page.
 *
 * @param gap true if there is more of the log between the row before and this one
 */
public record LogRow(LogEntry entry, Role role, boolean gap) {
    /** Why it is there. */
    public enum Role {
        PLAIN,
        HIT,
        /** Beside what was looked for. */
        CONTEXT
    }

    static LogRow plain(LogEntry entry) {
        return new LogRow(entry, Role.PLAIN, false);
    }

    public boolean hit() {
        return role == Role.HIT;
    }

    /** True if it was found in a file, where its place can be shown. */
    public boolean found() {
        return hit() && entry.at() >= 0;
    }

    /** Who speaks, as a template can tell. */
    public String kind() {
        return entry.kind().name();
    }

    /** True if it says when, at its side. */
    public boolean timed() {
        return entry.stamp() != null && entry.kind() != LogEntry.Kind.STEP;
    }

    /** What a link to it names; null if the log is of no file. */
    public @Nullable String anchor() {
        return entry.at() < 0 ? null : "at" + entry.at();
    }

    /** Its classes in the stylesheet; null: none. */
    public @Nullable String css() {
        boolean context = role == Role.CONTEXT;
        if (gap) {
            return context ? "context gap" : "gap";
        }
        return context ? "context" : null;
    }
}
