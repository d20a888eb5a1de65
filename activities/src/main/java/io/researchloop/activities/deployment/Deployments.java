package io.researchloop.activities.deployment;

import io.researchloop.activities.store.ClusterListener;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What is on its way to each cluster, for those who watch. It is of this server and this run of it. */
@Component
public final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private static final int QUARTER = 25;

    private final List<ClusterListener> listeners;
    private final Clock clock;
    private final Map<String, Deployment> latest = new ConcurrentHashMap<>();

    @Autowired
    Deployments(ObjectProvider<ClusterListener> listeners) {
        this(listeners.orderedStream().toList(), Clock.systemUTC());
    }

    Deployments(List<ClusterListener> listeners, Clock clock) {
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** The last thing that was brought there, or is being brought. */
    public Optional<Deployment> of(String cluster) {
        return Optional.ofNullable(latest.get(cluster));
    }

    void tell(String cluster, Parcel parcel, Deployment.Phase phase, long bytes, @Nullable String error) {
        String what = parcel.kind().word();
        Deployment before = latest.get(cluster);
        Deployment now;
        if (before != null && before.phase() == phase && before.what().equals(what)) {
            now = new Deployment(what, phase, bytes, parcel.size(), before.since(), error);
            if (now.percent() / QUARTER > before.percent() / QUARTER) {
                LOG.info("cluster={} {}: {} % of {} bytes", cluster, what, now.percent(), now.total());
            }
        } else {
            now = new Deployment(what, phase, bytes, parcel.size(), clock.instant(), error);
            log(cluster, now);
        }
        latest.put(cluster, now);
        listeners.forEach(listener -> listener.clusterChanged(cluster));
    }

    private static void log(String cluster, Deployment now) {
        switch (now.phase()) {
            case SENDING -> LOG.info("cluster={} {}: sending {} bytes", cluster, now.what(), now.total());
            case WAITING -> LOG.info("cluster={} {}: another orchestrator sends it", cluster, now.what());
            case INSTALLING -> LOG.info("cluster={} {}: sent, verifying", cluster, now.what());
            case READY -> LOG.info("cluster={} {}: ready", cluster, now.what());
            case FAILED -> LOG.warn("cluster={} {}: failed, {}", cluster, now.what(), now.error());
        }
    }
}
