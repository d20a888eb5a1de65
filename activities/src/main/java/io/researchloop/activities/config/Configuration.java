package io.researchloop.activities.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the configuration file and the environment say, checked and complete: paths are absolute, names are
 * unique, each study's cluster exists.
 *
 * @param file where it was read from
 * @param orchestratorUrl how jobs reach this server, without a trailing slash; null: they report by files alone
 * @param maxArtifactBytes the largest file a runner may upload
 * @param promptsDir where the user's own prompt templates are
 * @param studies as they are now: people may change them while the server runs
 * @param warnings what is odd, but does not hinder; shown at start
 */
public record Configuration(
        Path file,
        Path dbPath,
        Path artifactDir,
        @Nullable Secret sharedSecret,
        @Nullable String orchestratorUrl,
        @Nullable String claudeCommand,
        ContextSource context,
        @Nullable Path promptsDir,
        long maxArtifactBytes,
        AgentOptions agentOptions,
        List<ClusterConfig> clusters,
        ConfiguredStudies studies,
        SlackConfig slack,
        NtfyConfig ntfy,
        DashboardConfig dashboard,
        TemporalConfig temporal,
        NotificationsConfig notifications,
        List<Fault> warnings) {
    public static final String DEFAULT_CLAUDE_COMMAND = "claude --dangerously-skip-permissions";

    public Configuration {
        clusters = List.copyOf(clusters);
        warnings = List.copyOf(warnings);
    }

    public Optional<ClusterConfig> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    public Optional<StudyConfig> study(String name) {
        return studies.stream().filter(study -> study.name().equals(name)).findFirst();
    }

    /** The cluster of a study of this configuration. */
    public ClusterConfig clusterOf(StudyConfig study) {
        return cluster(study.cluster())
                .orElseThrow(() -> new IllegalArgumentException("No cluster " + study.cluster() + " in " + file));
    }

    /** The agent's command line for a study: its own, else its cluster's, else the global one, else the default. */
    public String claudeCommand(StudyConfig study) {
        if (study.claudeCommand() != null) {
            return study.claudeCommand();
        }
        String ofCluster = clusterOf(study).claudeCommand();
        if (ofCluster != null) {
            return ofCluster;
        }
        return claudeCommand != null ? claudeCommand : DEFAULT_CLAUDE_COMMAND;
    }
}
