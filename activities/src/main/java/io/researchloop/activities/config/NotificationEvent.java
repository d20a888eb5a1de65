package io.researchloop.activities.config;

/** What a person can be told about. */
public enum NotificationEvent implements Word {
    COMPLETED,
    FAILED,
    CANCELLED,
    /** The agent's usage limit is reached; the sprint sleeps until it is reset. */
    USAGE_LIMITED,
    /** The agent has been silent for long. */
    STUCK,
    LOOP_FINISHED
}
