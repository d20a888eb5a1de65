package io.researchloop.activities.config;

/** What a person can be told about. */
public enum NotificationEvent implements Word {
    /** A sprint's first job runs. */
    STARTED,
    COMPLETED,
    FAILED,
    CANCELLED,
    /** The agent's usage limit is reached; the sprint sleeps until it is reset. */
    USAGE_LIMITED,
    /** The sprint failed because its agent had been silent for too long; {@link #FAILED} covers it too. */
    STUCK,
    LOOP_FINISHED,
    LOOP_STOPPED,
    /** The loop has an idea, and waits for a person to approve it. */
    LOOP_NEEDS_APPROVAL,
    /** Four fifths of a budget are spent. */
    BUDGET_80,
    /** A budget is spent. */
    BUDGET_100,
    /** The cluster does not answer, and its sprints wait. */
    CLUSTER_PAUSED,
    CLUSTER_BACK,
    /** A person tries a channel; it goes there whatever the rules say. */
    TEST
}
