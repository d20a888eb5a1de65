package io.researchloop.activities.cluster;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.scheduler.LocalScheduler;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.RemoteShell;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Opens the way to each cluster once. */
@Component
public final class Clusters implements AutoCloseable {
    private final Configuration configuration;
    private final Map<String, ClusterAccess> open = new ConcurrentHashMap<>();

    public Clusters(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * @throws SubmitRefused if the cluster is not in the configuration, or of a kind that cannot be reached yet
     */
    public ClusterAccess access(String cluster) {
        return open.computeIfAbsent(cluster, this::connect);
    }

    private ClusterAccess connect(String name) {
        ClusterConfig config = configuration
                .cluster(name)
                .orElseThrow(() -> new SubmitRefused(
                        "The cluster " + name + " is not in " + configuration.file() + " any more. Put it back."));
        if (config.schedulerType() != SchedulerType.LOCAL) {
            throw new SubmitRefused("The cluster " + name + " has scheduler_type " + config.schedulerType()
                    + ", which this version cannot reach yet; only local can be used.");
        }
        RemoteShell shell = new LocalShell();
        return new ClusterAccess(config, shell, new LocalScheduler(name, shell));
    }

    @Override
    public void close() {
        open.values().forEach(access -> access.shell().close());
    }
}
