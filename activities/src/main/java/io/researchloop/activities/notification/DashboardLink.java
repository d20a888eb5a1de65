package io.researchloop.activities.notification;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.NoticeSubject;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Links that work outside this machine: only with {@code orchestrator_url}. */
@Component
final class DashboardLink {
    private final Configuration configuration;

    DashboardLink(Configuration configuration) {
        this.configuration = configuration;
    }

    @Nullable
    String to(NoticeSubject subject) {
        String url = configuration.orchestratorUrl();
        return url == null ? null : url + "/dashboard/" + page(subject);
    }

    private static String page(NoticeSubject subject) {
        return switch (subject.kind()) {
            case SPRINT -> "sprints/" + subject.id();
            case LOOP -> "loops/" + subject.id();
            case STUDY -> "studies/" + subject.id();
            case CLUSTER -> "clusters#" + subject.id();
            case SERVER -> "";
        };
    }
}
