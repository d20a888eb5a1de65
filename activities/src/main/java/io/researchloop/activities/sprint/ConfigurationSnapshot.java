package io.researchloop.activities.sprint;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of the configuration that a sprint depends on, as it resolved, for its provenance. Values of the cluster's
 * environment may be keys: only their names are told.
 *
 * @param commits the git commit of each folder that holds a file of the context, with {@code -dirty} where it has changes
 */
record ConfigurationSnapshot(Study study, Cluster cluster, Map<String, String> commits) {
    record Study(
            String name,
            String agent,
            @Nullable String model,
            @Nullable Double maxCostUsd,
            long maxRunSeconds,
            int maxAttempts,
            int redTeamMaxRounds,
            String agentCommand,
            Map<String, String> jobOptions) {}

    record Cluster(
            String name,
            String schedulerType,
            @Nullable String host,
            String workingDir,
            List<String> setup,
            List<String> environmentNames,
            Map<String, String> jobOptions) {}

    static ConfigurationSnapshot of(Configuration configuration, StudyConfig study) throws InterruptedException {
        ClusterConfig cluster = configuration.clusterOf(study);
        return new ConfigurationSnapshot(
                new Study(
                        study.name(),
                        study.agent().word(),
                        study.model(),
                        study.maxCostUsd(),
                        study.maxSprintDuration().toSeconds(),
                        study.maxAttempts(),
                        study.redTeamMaxRounds(),
                        configuration.claudeCommand(study),
                        study.jobOptions()),
                new Cluster(
                        cluster.name(),
                        cluster.schedulerType().word(),
                        cluster.host(),
                        cluster.workingDir(),
                        cluster.setup(),
                        List.copyOf(cluster.environment().keySet()),
                        cluster.jobOptions()),
                commits(configuration, study, cluster));
    }

    private static Map<String, String> commits(Configuration configuration, StudyConfig study, ClusterConfig cluster)
            throws InterruptedException {
        Map<String, String> commits = new TreeMap<>();
        Path own = study.claudeMdPath();
        List<Path> files = Stream.of(
                        configuration.context().files().stream(),
                        cluster.context().files().stream(),
                        own == null ? Stream.<Path>empty() : Stream.of(own))
                .flatMap(paths -> paths)
                .toList();
        for (Path file : files) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !commits.containsKey(folder.toString())) {
                String commit = commit(folder);
                if (!commit.isEmpty()) {
                    commits.put(folder.toString(), commit);
                }
            }
        }
        return commits;
    }

    /** Empty if the folder is in no git repository, or there is no git. */
    private static String commit(Path folder) throws InterruptedException {
        try (LocalShell shell = new LocalShell()) {
            ShellResult result = shell.run(ShellCommand.of(
                    "git", "-C", folder.toString(), "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"));
            return result.ok() ? result.stdout().strip() : "";
        } catch (ClusterUnavailable e) {
            return "";
        }
    }
}
