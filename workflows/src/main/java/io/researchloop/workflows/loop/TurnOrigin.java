package io.researchloop.workflows.loop;

/** Where a turn's idea comes from. */
public enum TurnOrigin {
    /** A linear loop's first sprint: from context and guidance alone. */
    FIRST,
    /** From the sprint before it. */
    NEXT,
    /** A root of the tree. */
    DRAFT,
    /** Improves its parent. */
    IMPROVE,
    /** Mends its parent, which failed. */
    DEBUG,
    /** Repeats its parent, which failed, with the same idea. */
    RETRY
}
