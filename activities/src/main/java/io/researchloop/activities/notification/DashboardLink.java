package io.researchloop.activities.notification;

import io.researchloop.activities.config.Configuration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Links that work outside this machine: only with {@code orchestrator_url}. */
@Component
final class DashboardLink {
    private final Configuration configuration;

    DashboardLink(Configuration configuration) {
        this.configuration = configuration;
    }

    Optional<String> sprint(String sprintId) {
        return Optional.ofNullable(configuration.orchestratorUrl()).map(url -> url + "/dashboard/sprints/" + sprintId);
    }
}
