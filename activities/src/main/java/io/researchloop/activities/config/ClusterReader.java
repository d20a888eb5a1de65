package io.researchloop.activities.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one {@code [[cluster]]}. */
final class ClusterReader {
    private static final int SSH_PORT = 22;
    private static final int DEFAULT_JOBS = 4;
    private static final int MOST_JOBS = 10_000;
    /** Below the 10 that sshd takes for one connection (sshd_config(5), MaxSessions). */
    private static final int DEFAULT_CHANNELS = 8;

    private static final int MOST_CHANNELS = 100;
    /** Sites throttle and ban whoever asks a scheduler too often; to look at our own processes costs nothing. */
    private static final double DEFAULT_POLL_SECONDS = 30;

    private static final double LOCAL_POLL_SECONDS = 2;
    private static final double MOST_MEMORY_FACTOR = 10;
    private static final double LONGEST_POLL_SECONDS = 3600;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final Values values;
    private final Section section;
    private final Locations locations;

    ClusterReader(Values values, Locations locations) {
        this.values = values;
        this.section = values.section();
        this.locations = locations;
    }

    ClusterConfig read(String name) {
        SchedulerType scheduler = scheduler();
        TransportType transport = transport(scheduler);
        Integer port = values.integer("port", 1, 65_535);
        Integer jobs = values.integer("max_concurrent_jobs", 1, MOST_JOBS);
        Integer channels = values.integer("max_channels", 1, MOST_CHANNELS);
        return new ClusterConfig(
                name,
                host(scheduler, transport),
                port != null ? port : SSH_PORT,
                values.matching("user", Grammar.USER, Grammar.USER_RULE),
                keyPath(transport),
                scheduler,
                transport,
                workingDir(scheduler, transport),
                jobs != null ? jobs : DEFAULT_JOBS,
                values.line("claude_command"),
                new ContextSource(values.text("context"), values.contextFiles("context_paths")),
                environment(),
                JobOptions.read(section, scheduler),
                values.path("known_hosts"),
                hostKey(transport),
                values.matching("proxy_jump", Grammar.JUMPS, Grammar.JUMPS_RULE),
                channels != null ? channels : DEFAULT_CHANNELS,
                values.lines("shell_setup"),
                values.lines("setup"),
                values.line("java"),
                pollInterval(scheduler),
                retryMemoryFactor(),
                AgentOptionsReader.read(values));
    }

    private SchedulerType scheduler() {
        if (!section.has("scheduler_type")) {
            section.missing("scheduler_type", "expected one of " + String.join(", ", Word.all(SchedulerType.class)));
        }
        SchedulerType type = values.word("scheduler_type", SchedulerType.class);
        return type != null ? type : SchedulerType.LOCAL;
    }

    private TransportType transport(SchedulerType scheduler) {
        TransportType written = values.word("transport", TransportType.class);
        if (written != null) {
            return written;
        }
        return scheduler == SchedulerType.LOCAL ? TransportType.LOCAL : TransportType.SSH;
    }

    private @Nullable String host(SchedulerType scheduler, TransportType transport) {
        String host = values.matching("host", Grammar.HOST, Grammar.HOST_RULE);
        if (transport != TransportType.LOCAL && !section.has("host")) {
            section.missing("host", "expected the login node's name, or transport = \"local\" on the node itself");
        }
        if (scheduler == SchedulerType.LOCAL
                && transport == TransportType.LOCAL
                && host != null
                && !THIS_MACHINE.contains(host)) {
            section.warning("host", "is not used: scheduler_type = \"local\" runs the jobs on this machine");
        }
        return host;
    }

    private @Nullable Path keyPath(TransportType transport) {
        Path key = values.path("key_path");
        if (key != null && transport != TransportType.LOCAL && !Files.isReadable(key)) {
            section.warning("key_path", "there is no readable key " + key);
        }
        return key;
    }

    private @Nullable String hostKey(TransportType transport) {
        String key = values.matching("host_key", Grammar.HOST_KEY, Grammar.HOST_KEY_RULE);
        if (key != null && transport == TransportType.OPENSSH) {
            section.fault("host_key", "ssh itself checks the host: put its key into known_hosts instead");
        }
        return key;
    }

    private String workingDir(SchedulerType scheduler, TransportType transport) {
        String written = new ClusterDirectory(values, transport).read("working_dir");
        if (written != null) {
            return written;
        }
        if (!section.has("working_dir") && scheduler != SchedulerType.LOCAL) {
            section.missing("working_dir", "expected a directory on the cluster that its nodes share");
        }
        return locations.directory().resolve("sprints").toString();
    }

    private Map<String, Secret> environment() {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        ScalarTable.read(section, "environment", Grammar.VARIABLE, Grammar.VARIABLE_RULE)
                .forEach((name, value) -> secrets.put(name, new Secret(value)));
        return secrets;
    }

    private @Nullable Double retryMemoryFactor() {
        Double factor = values.positive("retry_memory_factor", MOST_MEMORY_FACTOR);
        if (factor != null && factor <= 1) {
            section.fault("retry_memory_factor", "expected a number above 1, for example 1.5");
            return null;
        }
        return factor;
    }

    private Duration pollInterval(SchedulerType scheduler) {
        Double seconds = values.positive("poll_interval", LONGEST_POLL_SECONDS);
        double otherwise = scheduler == SchedulerType.LOCAL ? LOCAL_POLL_SECONDS : DEFAULT_POLL_SECONDS;
        return Duration.ofMillis(Math.max(1, Math.round((seconds != null ? seconds : otherwise) * 1000)));
    }
}
