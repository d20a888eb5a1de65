package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.PendingReason;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.QueueReasons;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.workflows.model.JobState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Kept for this run of the server: a look tells it anew. */
@Component
public final class WaitingReasons implements QueueReasons {
    private record Waiting(String cluster, String reason) {}

    private final ObjectProvider<StoreListener> listeners;
    private final Map<String, Waiting> bySprint = new ConcurrentHashMap<>();

    @Autowired
    WaitingReasons(ObjectProvider<StoreListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public Optional<String> of(String sprintId) {
        return Optional.ofNullable(bySprint.get(sprintId)).map(waiting -> PendingReason.inWords(waiting.reason()));
    }

    void seen(String cluster, LiveJob sprint, Sighting sighting) {
        JobStatus status = sighting.status();
        if (status == null) {
            // Nobody knows; what was said before may still be so.
            return;
        }
        boolean waits = sighting.exitCode() == null
                && status.state() == JobState.QUEUED
                && !status.reason().isBlank();
        Waiting now = waits ? new Waiting(cluster, status.reason()) : null;
        Waiting before = now == null ? bySprint.remove(sprint.sprintId()) : bySprint.put(sprint.sprintId(), now);
        if (now == null ? before != null : !now.equals(before)) {
            listeners.forEach(listener -> listener.sprintChanged(sprint.sprintId()));
        }
    }

    /** Forgets those of the cluster that have no job any more. */
    void keep(String cluster, List<LiveJob> live) {
        Set<String> ids = live.stream().map(LiveJob::sprintId).collect(Collectors.toSet());
        bySprint.entrySet()
                .removeIf(entry -> entry.getValue().cluster().equals(cluster) && !ids.contains(entry.getKey()));
    }
}
