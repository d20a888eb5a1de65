package io.researchloop.activities.config;

import java.util.Set;

/**
 * {@code [notifications]}: which events are told on which channel. {@code events} is for both, {@code slack} and
 * {@code ntfy} are for one of them alone.
 */
public record NotificationsConfig(Set<NotificationEvent> slack, Set<NotificationEvent> ntfy) {
    public NotificationsConfig {
        slack = Set.copyOf(slack);
        ntfy = Set.copyOf(ntfy);
    }
}
