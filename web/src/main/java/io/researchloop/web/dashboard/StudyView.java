package io.researchloop.web.dashboard;

import io.researchloop.activities.config.AgentOptions;
import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.config.StudySetting;
import io.researchloop.web.dashboard.view.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A study with its configuration, layer by layer.
 *
 * @param source config, or user if people have changed something
 * @param sources what makes up the context for the agent, in its order
 */
record StudyView(
        String name,
        String description,
        String cluster,
        String file,
        String source,
        List<Layer> layers,
        List<Source> sources) {
    /**
     * A setting on its three levels; empty where a level says nothing.
     *
     * @param from the level that wins: User for what was changed on the dashboard, Default if none says anything
     */
    record Layer(String name, String global, String ofCluster, String ofStudy, String result, String from) {
        static Layer of(
                String name,
                @Nullable Object global,
                @Nullable Object cluster,
                @Nullable Object study,
                String byDefault) {
            String from = study != null ? "Study" : cluster != null ? "Cluster" : global != null ? "Global" : "Default";
            Object result = study != null ? study : cluster != null ? cluster : global != null ? global : byDefault;
            return new Layer(name, text(global), text(cluster), text(study), text(result), from);
        }

        Layer by(String level) {
            return new Layer(name, global, ofCluster, ofStudy, result, level);
        }

        private static String text(@Nullable Object value) {
            return Objects.toString(value, "");
        }
    }

    /** @param file null for a text that stands in the configuration itself */
    record Source(String label, @Nullable String file, String size) {}

    /** @param changed the keys that people have changed */
    static StudyView of(Configuration configuration, StudyConfig study, Set<String> changed) {
        ClusterConfig cluster = configuration.clusterOf(study);
        return new StudyView(
                study.name(),
                study.description(),
                cluster.name(),
                configuration.file().getFileName().toString(),
                changed.isEmpty() ? "config" : "user",
                layers(configuration, cluster, study).stream()
                        .map(layer -> isChanged(layer, study, changed) ? layer.by("User") : layer)
                        .toList(),
                sources(configuration, cluster, study));
    }

    /** What is changed of the job options is the study's whole layer of them. */
    private static boolean isChanged(Layer layer, StudyConfig study, Set<String> changed) {
        return changed.contains(layer.name())
                || (changed.contains(StudySetting.JOB_OPTIONS.key())
                        && study.jobOptions().containsKey(layer.name()));
    }

    private static List<Layer> layers(Configuration configuration, ClusterConfig cluster, StudyConfig study) {
        AgentOptions global = configuration.agentOptions();
        AgentOptions ofCluster = cluster.agentOptions();
        List<Layer> layers = new ArrayList<>();
        layers.add(resolved(
                "agent",
                word(global.agent()),
                word(ofCluster.agent()),
                study.agent().word(),
                "claude"));
        layers.add(resolved("model", global.model(), ofCluster.model(), study.model(), "the agent’s own"));
        layers.add(
                resolved("max_cost_usd", global.maxCostUsd(), ofCluster.maxCostUsd(), study.maxCostUsd(), "no limit"));
        layers.add(resolved(
                "max_attempts",
                global.maxAttempts(),
                ofCluster.maxAttempts(),
                study.maxAttempts(),
                String.valueOf(AgentOptions.DEFAULT_MAX_ATTEMPTS)));
        layers.add(resolved(
                "max_gpu_hours", global.maxGpuHours(), ofCluster.maxGpuHours(), study.maxGpuHours(), "no limit"));
        layers.add(Layer.of("budget_usd", null, null, study.budget().maxCostUsd(), "no limit"));
        layers.add(Layer.of("budget_gpu_hours", null, null, study.budget().maxGpuHours(), "no limit"));
        layers.add(Layer.of(
                "claude_command",
                configuration.claudeCommand(),
                cluster.claudeCommand(),
                study.claudeCommand(),
                Configuration.DEFAULT_CLAUDE_COMMAND));
        layers.add(ofStudy(
                "max_sprint_duration_hours",
                Words.duration(study.maxSprintDuration()),
                Words.duration(StudyConfig.DEFAULT_SPRINT_DURATION)));
        layers.add(ofStudy(
                "red_team_max_rounds",
                String.valueOf(study.redTeamMaxRounds()),
                String.valueOf(StudyConfig.DEFAULT_RED_TEAM_ROUNDS)));
        layers.add(ofStudy(
                "sprints_dir", study.sprintsDir(), StudyConfig.defaultSprintsDir(cluster.workingDir(), study.name())));
        options(cluster, study).forEach(layers::add);
        return layers;
    }

    /**
     * The study's record holds what is in force, so what equals the level below came from there, unless the study
     * repeats it, which makes no difference.
     */
    private static Layer resolved(
            String name,
            @Nullable Object global,
            @Nullable Object cluster,
            @Nullable Object inForce,
            String byDefault) {
        Object below = cluster != null ? cluster : global;
        boolean inherited = Objects.equals(inForce, below)
                || (below == null && (inForce == null || String.valueOf(inForce).equals(byDefault)));
        return Layer.of(name, global, cluster, inherited ? null : inForce, byDefault);
    }

    /** Of the study alone; what equals the default makes no difference to it. */
    private static Layer ofStudy(String name, String inForce, String byDefault) {
        return Layer.of(name, null, null, inForce.equals(byDefault) ? null : inForce, byDefault);
    }

    private static List<Layer> options(ClusterConfig cluster, StudyConfig study) {
        Map<String, String> ofCluster = cluster.jobOptions();
        Map<String, String> ofStudy = study.jobOptions();
        Set<String> names = new LinkedHashSet<>(ofCluster.keySet());
        names.addAll(ofStudy.keySet());
        return names.stream()
                .map(name -> "".equals(ofStudy.get(name))
                        ? new Layer(name, "", Objects.toString(ofCluster.get(name), ""), "(removed)", "none", "Study")
                        : Layer.of(name, null, ofCluster.get(name), ofStudy.get(name), ""))
                .toList();
    }

    private static List<Source> sources(Configuration configuration, ClusterConfig cluster, StudyConfig study) {
        List<Source> sources = new ArrayList<>();
        text(sources, "Global text", configuration.context().text());
        configuration.context().files().forEach(file -> file(sources, "Global", file));
        text(sources, "Cluster’s text", cluster.context().text());
        cluster.context().files().forEach(file -> file(sources, "Cluster", file));
        text(sources, "Study’s text", study.context());
        if (study.claudeMdPath() != null) {
            file(sources, "Study", study.claudeMdPath());
        }
        return sources;
    }

    private static void text(List<Source> sources, String label, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            sources.add(new Source(label, null, Words.bytes(text.getBytes(StandardCharsets.UTF_8).length)));
        }
    }

    private static void file(List<Source> sources, String label, Path file) {
        String size;
        try {
            size = Words.bytes(Files.size(file));
        } catch (IOException e) {
            size = "cannot be read";
        }
        sources.add(new Source(label, file.getFileName().toString(), size));
    }

    private static @Nullable String word(@Nullable AgentType agent) {
        return agent == null ? null : agent.word();
    }
}
