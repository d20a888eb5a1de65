package io.researchloop.activities.config;

import io.researchloop.activities.config.NotificationsConfig.StudyRule;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code [notifications]} and the rules within it. */
final class NotificationsReader {
    /** What a person waits for, or has to do something about; a cancelled sprint was cancelled by somebody who knows. */
    private static final Set<NotificationEvent> DEFAULT_EVENTS = EnumSet.complementOf(
            EnumSet.of(NotificationEvent.STARTED, NotificationEvent.CANCELLED, NotificationEvent.TEST));

    private final Collection<String> studies;

    NotificationsReader(Collection<String> studies) {
        this.studies = studies;
    }

    /** @param rules each {@code [[notifications.rule]]}, in the file's order */
    NotificationsConfig read(Values values, List<Values> rules) {
        Set<NotificationEvent> both = events(values, "events", DEFAULT_EVENTS);
        StudyRule general = new StudyRule(events(values, "slack", both), events(values, "ntfy", both));
        Map<String, StudyRule> ofStudies = new HashMap<>();
        for (Values rule : rules) {
            StudyRule read = rule(rule, general);
            for (String study : studies(rule)) {
                if (ofStudies.putIfAbsent(study, read) != null) {
                    rule.section().fault("study", "there is a rule for " + Quoted.of(study) + " already");
                }
            }
        }
        return new NotificationsConfig(general.slack(), general.ntfy(), ofStudies);
    }

    /** What a rule does not name stays as it is for all studies. */
    private static StudyRule rule(Values rule, StudyRule general) {
        Set<NotificationEvent> both = events(rule, "events", Set.of());
        boolean named = rule.section().has("events");
        return new StudyRule(
                events(rule, "slack", named ? both : general.slack()),
                events(rule, "ntfy", named ? both : general.ntfy()));
    }

    private List<String> studies(Values rule) {
        List<String> named = rule.lines("study");
        if (named.isEmpty()) {
            rule.section().missing("study", "a rule is for one study, or for a list of them");
        }
        for (String study : named) {
            if (!studies.contains(study)) {
                rule.section()
                        .fault("study", "there is no study " + Quoted.of(study) + NearestName.hint(studies, study));
            }
        }
        return named;
    }

    /** An empty list is a rule too: nothing is told. */
    private static Set<NotificationEvent> events(Values values, String key, Set<NotificationEvent> otherwise) {
        List<NotificationEvent> written = values.words(key, NotificationEvent.class);
        return values.section().has(key) ? new LinkedHashSet<>(written) : otherwise;
    }
}
