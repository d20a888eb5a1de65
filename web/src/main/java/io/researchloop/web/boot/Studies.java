package io.researchloop.web.boot;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.StudyRow;
import io.researchloop.activities.store.StudyStore;
import io.researchloop.runner.protocol.Json;
import jakarta.annotation.PostConstruct;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Brings the configured studies into the store, where the API and the dashboard read them. */
@Component
class Studies {
    private final Configuration configuration;
    private final StudyStore store;
    private final Clock clock;

    Studies(Configuration configuration, StudyStore store, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.clock = clock;
    }

    @PostConstruct
    void start() {
        sync();
        configuration.studies().onChange(this::sync);
    }

    private void sync() {
        store.sync(configuration.studies().stream().map(this::row).toList());
    }

    private StudyRow row(StudyConfig study) {
        return new StudyRow(
                study.name(),
                study.cluster(),
                study.description(),
                Optional.ofNullable(study.claudeMdPath()).map(Path::toString).orElse(null),
                study.sprintsDir(),
                clock.instant(),
                Json.write(settings(study)),
                "config");
    }

    private Map<String, Object> settings(StudyConfig study) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("claude_command", configuration.claudeCommand(study));
        settings.put("max_sprint_duration_hours", study.maxSprintDuration().toMinutes() / 60.0);
        settings.put("red_team_max_rounds", study.redTeamMaxRounds());
        settings.put("allow_loop", study.allowLoop());
        settings.put("job_options", study.jobOptions());
        settings.put("agent", study.agent().word());
        settings.put("model", study.model());
        settings.put("max_cost_usd", study.maxCostUsd());
        settings.put("max_gpu_hours", study.maxGpuHours());
        settings.put("budget_usd", study.budget().maxCostUsd());
        settings.put("budget_gpu_hours", study.budget().maxGpuHours());
        settings.put("max_attempts", study.maxAttempts());
        settings.put("stuck_minutes", study.stuckMinutes());
        settings.put("idea_minutes", study.ideaLimit().toSeconds() / 60.0);
        return settings;
    }
}
