package io.researchloop.activities.inspection;

/**
 * How one link fares.
 *
 * @param detail what was found; empty while it is looked at
 * @param fix what to do; empty if there is nothing to do
 */
public record Finding(Link link, Status status, String detail, String fix) {
    public enum Status {
        LOOKING,
        OK,
        /** Sprints run all the same. */
        WARNING,
        FAILED,
        /** A link before it is broken. */
        NOT_TRIED
    }

    static Finding ok(Link link, String detail) {
        return new Finding(link, Status.OK, detail, "");
    }

    static Finding warning(Link link, String detail, String fix) {
        return new Finding(link, Status.WARNING, detail, fix);
    }

    static Finding failed(Link link, String detail, String fix) {
        return new Finding(link, Status.FAILED, detail, fix);
    }

    static Finding notTried(Link link) {
        return new Finding(link, Status.NOT_TRIED, "", "");
    }

    static Finding looking(Link link) {
        return new Finding(link, Status.LOOKING, "", "");
    }
}
