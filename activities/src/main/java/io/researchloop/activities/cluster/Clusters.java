package io.researchloop.activities.cluster;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ContextSource;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.scheduler.CommandScheduler;
import io.researchloop.activities.scheduler.LocalScheduler;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.OpenSshRemoteShell;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.SshRemoteShell;
import io.researchloop.activities.transport.SshTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Opens the way to each cluster once. */
@Component
public final class Clusters implements FirstContact, AutoCloseable {
    private final Configuration configuration;
    private final Map<String, ClusterAccess> open = new ConcurrentHashMap<>();

    public Clusters(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws SubmitRefused if the cluster is not in the configuration any more
     */
    public ClusterAccess access(String cluster) {
        return open.computeIfAbsent(cluster, this::connect);
    }

    /** The machine that this server runs on, as a place where an agent may work. */
    public ClusterAccess orchestrator() {
        return open.computeIfAbsent("", here -> {
            RemoteShell shell = new LocalShell();
            return new ClusterAccess(orchestratorConfig(), shell, new LocalScheduler("orchestrator", shell));
        });
    }

    private ClusterConfig orchestratorConfig() {
        return new ClusterConfig(
                "orchestrator",
                null,
                22,
                null,
                null,
                SchedulerType.LOCAL,
                TransportType.LOCAL,
                configuration.artifactDir().resolve("orchestrator").toString(),
                1,
                null,
                new ContextSource(null, List.of()),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                1,
                List.of(),
                List.of(),
                null,
                Duration.ofSeconds(30),
                null,
                configuration.agentOptions());
    }

    private ClusterAccess connect(String name) {
        ClusterConfig config = configuration
                .cluster(name)
                .orElseThrow(() -> new SubmitRefused(
                        "The cluster " + name + " is not in " + configuration.file() + " any more. Put it back."));
        RemoteShell shell = shell(config);
        return new ClusterAccess(config, shell, scheduler(config, shell));
    }

    private static RemoteShell shell(ClusterConfig config) {
        return switch (config.transport()) {
            case LOCAL -> new LocalShell();
            case SSH -> new SshRemoteShell(target(config), false);
            case OPENSSH -> new OpenSshRemoteShell(target(config));
        };
    }

    private static Scheduler scheduler(ClusterConfig config, RemoteShell shell) {
        return switch (config.schedulerType()) {
            case LOCAL -> new LocalScheduler(config.name(), shell);
            case SLURM -> CommandScheduler.slurm(config.name(), shell);
            case SGE -> CommandScheduler.sge(config.name(), shell);
            case PBS -> CommandScheduler.pbs(config.name(), shell);
            case LSF -> CommandScheduler.lsf(config.name(), shell);
        };
    }

    /** Takes the key of a login node on trust, if none is known yet: a person has asked for it. */
    @Override
    public Optional<String> accept(ClusterConfig config) throws InterruptedException {
        if (config.transport() != TransportType.SSH) {
            return Optional.empty();
        }
        try (SshRemoteShell trusting = new SshRemoteShell(target(config), true)) {
            trusting.run(ShellCommand.of("true"));
            return trusting.acceptedKey();
        }
    }

    /** The way to a cluster that is not this machine. */
    public static SshTarget target(ClusterConfig config) {
        return new SshTarget(
                config.name(),
                Objects.requireNonNull(config.host(), "the configuration gives every remote cluster a host"),
                config.port(),
                config.user(),
                config.keyPath(),
                config.knownHosts(),
                config.hostKey(),
                config.proxyJump(),
                config.maxChannels(),
                config.shellSetup());
    }

    @Override
    public void close() {
        open.values().forEach(access -> access.shell().close());
    }
}
