package io.researchloop.activities.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@code [[cluster]]}.
 *
 * @param host null only when {@link #transport} is local
 * @param user null: the name of the user the orchestrator runs as
 * @param keyPath null: the user's usual keys
 * @param workingDir on the cluster. Absolute; with the SSH transport it may also be relative to the home directory
 *     there, written {@code ~/…}
 * @param maxConcurrentJobs 1 and up
 * @param claudeCommand null: the global one
 * @param environment exported in every batch job; the values may be keys, so they are secret
 * @param knownHosts null: {@code ~/.ssh/known_hosts}
 * @param hostKey the login node's key, as in a {@code .pub} file or as {@code SHA256:…}; null: by known_hosts
 * @param proxyJump {@code [user@]host[:port]}, several of them with commas
 * @param maxChannels commands at once over the connection, 1 and up
 * @param shellSetup shell lines before every command on the login node, for what a shell without a terminal lacks there
 * @param setup shell lines before the runner starts, for example {@code module load java}
 * @param java the java command for the runner on the node; {@code bundled}: one is brought along; null: found there, else
 *     brought along
 * @param pollInterval between two looks at the scheduler
 * @param retryMemoryFactor how much more memory is asked for after a job that ran out of it, above 1; null: the sprint fails
 */
public record ClusterConfig(
        String name,
        @Nullable String host,
        int port,
        @Nullable String user,
        @Nullable Path keyPath,
        SchedulerType schedulerType,
        TransportType transport,
        String workingDir,
        int maxConcurrentJobs,
        @Nullable String claudeCommand,
        ContextSource context,
        Map<String, Secret> environment,
        Map<String, String> jobOptions,
        @Nullable Path knownHosts,
        @Nullable String hostKey,
        @Nullable String proxyJump,
        int maxChannels,
        List<String> shellSetup,
        List<String> setup,
        @Nullable String java,
        Duration pollInterval,
        @Nullable Double retryMemoryFactor,
        AgentOptions agentOptions) {
    public ClusterConfig {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        jobOptions = Collections.unmodifiableMap(new LinkedHashMap<>(jobOptions));
        shellSetup = List.copyOf(shellSetup);
        setup = List.copyOf(setup);
    }
}
