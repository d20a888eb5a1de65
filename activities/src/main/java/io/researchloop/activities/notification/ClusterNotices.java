package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.NoticeSubject;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Tells of clusters that stopped answering, and that they are back. Read off their rows again and again, as a pause has
 * its beginning for a name: whoever wrote the row need not know, and a restart in between loses nothing.
 */
@Component
public final class ClusterNotices {
    private final ClusterStates states;
    private final NoticeLog log;
    private final Notices notices;

    public ClusterNotices(ClusterStates states, NoticeLog log, Notices notices) {
        this.states = states;
        this.log = log;
        this.notices = notices;
    }

    /** Raises what the clusters' rows say and nobody was told; cheap when there is nothing new. */
    public void look() {
        states.all().values().forEach(this::look);
    }

    private void look(ClusterState state) {
        NoticeSubject subject = NoticeSubject.cluster(state.name());
        Optional<Notice> last = log.newest(subject);
        Instant since = state.pausedSince();
        if (since != null) {
            String id = "cluster:" + state.name() + ":paused:" + since;
            if (last.isEmpty() || !last.get().id().equals(id)) {
                notices.raise(paused(id, subject, since, Objects.requireNonNullElse(state.lastError(), "")));
            }
        } else if (last.isPresent() && last.get().event() == NotificationEvent.CLUSTER_PAUSED) {
            notices.raise(new Notice(
                    last.get().id().replace(":paused:", ":back:"),
                    NotificationEvent.CLUSTER_BACK,
                    subject,
                    null,
                    "Cluster " + state.name() + " answers again",
                    "Its sprints go on where they are."));
        }
    }

    private static Notice paused(String id, NoticeSubject subject, Instant since, String error) {
        return new Notice(
                id,
                NotificationEvent.CLUSTER_PAUSED,
                subject,
                null,
                "Cluster " + subject.id() + " does not answer since " + UtcTime.of(since),
                "Its sprints keep their state, and it is tried again by itself."
                        + (error.isBlank() ? "" : "\n\n" + error));
    }
}
