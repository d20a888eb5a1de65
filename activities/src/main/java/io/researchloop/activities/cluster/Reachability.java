package io.researchloop.activities.cluster;

import io.researchloop.activities.store.ClusterListener;
import io.researchloop.activities.store.ClusterStates;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Which clusters are paused: those that gave no answer several times running. Each change is told to the pages. */
@Component
final class Reachability {
    /** A look that fails may be bad luck. */
    static final int FAILURES_BEFORE_PAUSE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private record Outage(int failures, Instant since, String error) {}

    private final ClusterStates states;
    private final List<ClusterListener> listeners;
    private final Map<String, Outage> outages = new ConcurrentHashMap<>();

    @Autowired
    Reachability(ClusterStates states, ObjectProvider<ClusterListener> listeners) {
        this(states, listeners.orderedStream().toList());
    }

    Reachability(ClusterStates states, List<ClusterListener> listeners) {
        this.states = states;
        this.listeners = List.copyOf(listeners);
    }

    /** How many looks have failed since the last that did not. */
    int failures(String cluster) {
        Outage outage = outages.get(cluster);
        return outage == null ? 0 : outage.failures();
    }

    void answered(String cluster, Instant at) {
        outages.remove(cluster);
        if (states.polled(cluster, at)) {
            LOG.info("cluster={} answers", cluster);
            tell(cluster);
        }
    }

    void failed(String cluster, Instant at, String error) {
        Outage before = outages.get(cluster);
        Outage now =
                before == null ? new Outage(1, at, error) : new Outage(before.failures() + 1, before.since(), error);
        outages.put(cluster, now);
        states.failed(cluster, error);
        boolean paused = now.failures() >= FAILURES_BEFORE_PAUSE && states.paused(cluster, now.since());
        if (paused) {
            LOG.warn(
                    "cluster={} is paused: it gave no answer {} times, the last time: {}",
                    cluster,
                    now.failures(),
                    error);
        }
        if (paused || before == null || !before.error().equals(error)) {
            LOG.info("cluster={} cannot be looked at: {}", cluster, error);
            tell(cluster);
        }
    }

    private void tell(String cluster) {
        listeners.forEach(listener -> listener.clusterChanged(cluster));
    }
}
