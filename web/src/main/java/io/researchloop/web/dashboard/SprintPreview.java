package io.researchloop.web.dashboard;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.web.dashboard.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a form would start: each setting as it would be in force, and the layer that it is from.
 *
 * @param options of the job, merged
 */
record SprintPreview(List<Line> settings, List<Line> options) {
    private static final String HERE = "This sprint";

    record Line(String name, String value, String from) {}

    /** Empty if there is no such study. */
    static Optional<SprintPreview> of(
            Configuration configuration, SprintForms.Typed typed, Map<String, String> options) {
        return Optional.ofNullable(typed.study())
                .flatMap(configuration::study)
                .map(study -> of(configuration.clusterOf(study), study, typed, options));
    }

    private static SprintPreview of(
            ClusterConfig cluster, StudyConfig study, SprintForms.Typed typed, Map<String, String> options) {
        Double budget = study.maxCostUsd();
        List<Line> settings = new ArrayList<>();
        settings.add(new Line("Cluster", cluster.name(), "Study"));
        settings.add(line("Agent", typed.agent(), study.agent().word()));
        settings.add(line("Model", typed.model(), Objects.requireNonNullElse(study.model(), "the agent’s own")));
        settings.add(line("Budget", dollars(typed.budget()), budget == null ? "no limit" : Words.money(budget)));
        settings.add(new Line("Time limit", Words.duration(study.maxSprintDuration()), "Study"));
        settings.add(new Line("Attempts", "at most " + study.maxAttempts(), "Study"));
        return new SprintPreview(settings, options(cluster.jobOptions(), study.jobOptions(), options));
    }

    private static Line line(String name, @Nullable String typed, String ofStudy) {
        boolean own = typed != null && !typed.isBlank() && !typed.strip().equals(ofStudy);
        return new Line(name, own && typed != null ? typed.strip() : ofStudy, own ? HERE : "Study");
    }

    private static @Nullable String dollars(@Nullable String typed) {
        return typed == null || typed.isBlank() || typed.strip().startsWith("$") ? typed : "$" + typed.strip();
    }

    private static List<Line> options(
            Map<String, String> cluster, Map<String, String> study, Map<String, String> sprint) {
        return JobOptions.merge(cluster, study, sprint).entrySet().stream()
                .map(option -> new Line(
                        option.getKey(),
                        option.getValue(),
                        sprint.containsKey(option.getKey())
                                ? HERE
                                : study.containsKey(option.getKey()) ? "Study" : "Cluster"))
                .toList();
    }
}
