package io.researchloop.activities.store;

/** What a list begins with. A search is always {@link #NEWEST} first: its hits are walked in that order. */
public enum SprintOrder {
    NEWEST("seq", true),
    OLDEST("seq", false),
    /** Only sprints that have ended. */
    ENDED_LAST("completed_at", true),
    /** Only sprints that have ended. */
    ENDED_FIRST("completed_at", false),
    DEAREST("cost_usd", true),
    CHEAPEST("cost_usd", false);

    private final String column;
    private final boolean descending;

    SprintOrder(String column, boolean descending) {
        this.column = column;
        this.descending = descending;
    }

    String column() {
        return column;
    }

    boolean descending() {
        return descending;
    }
}
