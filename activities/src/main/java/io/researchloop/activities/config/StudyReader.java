package io.researchloop.activities.config;

import io.researchloop.workflows.model.Budget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one {@code [[study]]}; its cluster and the global options must have been read before. */
final class StudyReader {
    private static final double LONGEST_HOURS = 8760;
    private static final int MOST_ROUNDS = 100;
    static final double MILLIS_OF_AN_HOUR = 3_600_000;

    private final Values values;
    private final Section section;
    private final Map<String, ClusterConfig> clusters;
    private final AgentOptions global;

    StudyReader(Values values, Map<String, ClusterConfig> clusters, AgentOptions global) {
        this.values = values;
        this.section = values.section();
        this.clusters = clusters;
        this.global = global;
    }

    StudyConfig read(String name) {
        ClusterConfig cluster = cluster();
        AgentOptions own = AgentOptionsReader.read(values);
        AgentOptions options = cluster == null
                ? own.orElse(global)
                : own.orElse(cluster.agentOptions()).orElse(global);
        Double hours = values.positive("max_sprint_duration_hours", LONGEST_HOURS);
        Integer rounds = values.integer("red_team_max_rounds", 0, MOST_ROUNDS);
        String description = values.text("description");
        Integer stuck = options.stuckMinutes();
        return new StudyConfig(
                name,
                cluster == null ? "" : cluster.name(),
                description == null ? "" : description,
                values.contextFile("claude_md_path"),
                values.text("context"),
                sprintsDir(name, cluster),
                values.line("claude_command"),
                hours != null
                        ? Duration.ofMillis(Math.max(1, Math.round(hours * MILLIS_OF_AN_HOUR)))
                        : StudyConfig.DEFAULT_SPRINT_DURATION,
                rounds != null ? rounds : StudyConfig.DEFAULT_RED_TEAM_ROUNDS,
                values.flag("allow_loop", true),
                JobOptions.read(section, cluster == null ? SchedulerType.LOCAL : cluster.schedulerType()),
                agent(options),
                options.agentScript(),
                options.model(),
                options.maxCostUsd(),
                options.maxGpuHours(),
                new Budget(
                        values.positive("budget_usd", AgentOptionsReader.DEAREST_USD),
                        values.positive("budget_gpu_hours", AgentOptionsReader.MOST_GPU_HOURS)),
                options.maxAttempts() != null ? options.maxAttempts() : AgentOptions.DEFAULT_MAX_ATTEMPTS,
                stuck == null || stuck == 0 ? null : stuck,
                ideaLimit(options));
    }

    private @Nullable ClusterConfig cluster() {
        String name = values.line("cluster");
        if (name == null) {
            if (!section.has("cluster")) {
                section.missing("cluster", "expected the name of a [[cluster]]");
            }
            return null;
        }
        ClusterConfig cluster = clusters.get(name);
        if (cluster == null) {
            String known = clusters.isEmpty()
                    ? "; there is no [[cluster]] at all"
                    : "; there is "
                            + String.join(
                                    ", ", clusters.keySet().stream().sorted().toList());
            String nearest = NearestName.hint(clusters.keySet(), name);
            section.fault("cluster", "there is no cluster " + Quoted.of(name) + (nearest.isEmpty() ? known : nearest));
        }
        return cluster;
    }

    private String sprintsDir(String name, @Nullable ClusterConfig cluster) {
        TransportType transport = cluster == null ? TransportType.SSH : cluster.transport();
        String written = new ClusterDirectory(values, transport).read("sprints_dir");
        if (written != null) {
            return written;
        }
        return StudyConfig.defaultSprintsDir(cluster == null ? "" : cluster.workingDir(), name);
    }

    private static Duration ideaLimit(AgentOptions options) {
        Double minutes = options.ideaMinutes();
        double seconds = 60 * (minutes == null ? AgentOptions.DEFAULT_IDEA_MINUTES : minutes);
        return Duration.ofSeconds(Math.max(1, Math.round(seconds)));
    }

    private AgentType agent(AgentOptions options) {
        AgentType agent = options.agent() != null ? options.agent() : AgentType.CLAUDE;
        Path script = options.agentScript();
        if (agent == AgentType.SCRIPTED && script == null && !section.has("agent_script")) {
            section.fault("agent", "the scripted agent needs agent_script, a file of steps");
        }
        return agent;
    }
}
