package io.researchloop.activities.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code [notifications]}: which events are told on which channel. {@code events} is for both, {@code slack} and
 * {@code ntfy} are for one of them alone, and a {@code [[notifications.rule]]} is for studies alone.
 *
 * @param studies what differs for a study, by its name
 */
public record NotificationsConfig(
        Set<NotificationEvent> slack, Set<NotificationEvent> ntfy, Map<String, StudyRule> studies) {
    public NotificationsConfig {
        slack = Set.copyOf(slack);
        ntfy = Set.copyOf(ntfy);
        studies = Map.copyOf(studies);
    }

    /** A study's own events for each channel. */
    public record StudyRule(Set<NotificationEvent> slack, Set<NotificationEvent> ntfy) {
        public StudyRule {
            slack = Set.copyOf(slack);
            ntfy = Set.copyOf(ntfy);
        }
    }

    /**
     * The events that are told on Slack.
     *
     * @param study null for what belongs to no study
     */
    public Set<NotificationEvent> slack(@Nullable String study) {
        StudyRule rule = study == null ? null : studies.get(study);
        return rule == null ? slack : rule.slack();
    }

    /** The same for ntfy. */
    public Set<NotificationEvent> ntfy(@Nullable String study) {
        StudyRule rule = study == null ? null : studies.get(study);
        return rule == null ? ntfy : rule.ntfy();
    }
}
