package io.researchloop.web.dashboard.log;

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

    public boolean context() {
        return role == Role.CONTEXT;
    }
}
