package io.researchloop.activities.notification;

import io.researchloop.activities.store.NotificationLog;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.workflows.notification.NotificationActivities;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Sends what the projection opened, and writes down what was sent. */
@Component
public final class NotificationActivitiesImpl implements NotificationActivities {
    private final SprintStore sprints;
    private final NotificationLog log;
    private final Notifiers notifiers;
    private final DashboardLink links;

    NotificationActivitiesImpl(SprintStore sprints, NotificationLog log, Notifiers notifiers, DashboardLink links) {
        this.sprints = sprints;
        this.log = log;
        this.notifiers = notifiers;
        this.links = links;
    }

    @Override
    public List<String> pendingChannels(String sprintId) {
        return log.pending(sprintId);
    }

    @Override
    public void send(String sprintId, String channel) {
        SprintDetail sprint = sprints.detail(sprintId)
                .orElseThrow(() -> new IllegalStateException("there is no row of sprint " + sprintId));
        String event = sprint.row().status().name().toLowerCase(Locale.ROOT);
        if (log.isSent(sprintId, event, channel)) {
            return;
        }
        try {
            notifiers
                    .channel(channel)
                    .orElseThrow(() -> new NotDelivered("the channel " + channel + " is not configured any more"))
                    .send(notice(sprint, event));
            log.sent(sprintId, event, channel);
        } catch (NotDelivered e) {
            log.failed(sprintId, event, channel, String.valueOf(e.getMessage()));
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is shutting down", e);
        }
    }

    private Notice notice(SprintDetail sprint, String event) {
        SprintRow row = sprint.row();
        String text = row.error() != null ? row.error() : Objects.requireNonNullElse(sprint.summary(), "");
        return new Notice(
                row.status(),
                "Sprint " + event + ": " + row.studyName() + " " + row.id(),
                row.ideaPreview() + (text.isBlank() ? "" : "\n\n" + text.strip()),
                links.sprint(row.id()).orElse(null));
    }
}
