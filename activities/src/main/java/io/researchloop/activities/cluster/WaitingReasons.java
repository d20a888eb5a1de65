package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.PendingReason;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.QueueWaits;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.workflows.model.JobState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Kept for this run of the server: a look tells it anew. */
@Component
public final class WaitingReasons implements QueueWaits {
    /** @param expectedStart to the minute, as an estimate is made anew every few seconds */
    private record Waiting(
            String cluster, String reason, @Nullable Instant expectedStart) {
        static Waiting of(String cluster, JobStatus status) {
            Instant start = status.expectedStart();
            return new Waiting(cluster, status.reason(), start == null ? null : start.truncatedTo(ChronoUnit.MINUTES));
        }

        boolean saysNothing() {
            return reason.isBlank() && expectedStart == null;
        }

        QueueWait inWords() {
            return new QueueWait(reason.isBlank() ? null : PendingReason.inWords(reason), expectedStart);
        }
    }

    private final ObjectProvider<StoreListener> listeners;
    private final Map<String, Waiting> bySprint = new ConcurrentHashMap<>();

    @Autowired
    WaitingReasons(ObjectProvider<StoreListener> listeners) {
        this.listeners = listeners;
    }

    @Override
    public Optional<QueueWait> of(String sprintId) {
        return Optional.ofNullable(bySprint.get(sprintId)).map(Waiting::inWords);
    }

    void seen(String cluster, LiveJob sprint, Sighting sighting) {
        JobStatus status = sighting.status();
        if (status == null) {
            // Nobody knows; what was said before may still be so.
            return;
        }
        boolean waits = sighting.exitCode() == null && status.state() == JobState.QUEUED;
        Waiting said = waits ? Waiting.of(cluster, status) : null;
        Waiting now = said == null || said.saysNothing() ? null : said;
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
