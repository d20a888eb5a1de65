package io.researchloop.activities.store;

/** A sprint's long texts. */
public enum TextKind {
    IDEA("idea"),
    SUMMARY("summary"),
    FINDINGS("findings"),
    REPORT("report");

    private final String column;

    TextKind(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
