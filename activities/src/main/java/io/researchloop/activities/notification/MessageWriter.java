package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Writes a notice out when it is sent, with what the store knows by then: a summary may come after the end. */
@Component
final class MessageWriter {
    private final SprintStore sprints;
    private final DashboardLink links;

    MessageWriter(SprintStore sprints, DashboardLink links) {
        this.sprints = sprints;
        this.links = links;
    }

    Message write(Notice notice) {
        NoticeSubject subject = notice.subject();
        if (subject.kind() == NoticeSubject.Kind.SPRINT && notice.text().isEmpty()) {
            return sprints.detail(subject.id())
                    .map(sprint -> ofSprint(notice, sprint))
                    .orElseGet(() -> plain(notice));
        }
        return plain(notice);
    }

    private Message plain(Notice notice) {
        return new Message(
                notice.id(),
                notice.event(),
                notice.subject(),
                notice.title(),
                notice.text(),
                List.of(),
                links.to(notice.subject()),
                notice.actions());
    }

    private Message ofSprint(Notice notice, SprintDetail sprint) {
        return new Message(
                notice.id(),
                notice.event(),
                notice.subject(),
                notice.title(),
                text(notice.event(), sprint),
                facts(sprint.row()),
                links.to(notice.subject()),
                actions(sprint.row()));
    }

    private static String text(NotificationEvent event, SprintDetail sprint) {
        SprintRow row = sprint.row();
        String more =
                switch (event) {
                    case COMPLETED -> Objects.requireNonNullElse(sprint.summary(), "");
                    case FAILED, STUCK -> Objects.requireNonNullElse(row.error(), "");
                    case CANCELLED ->
                        Objects.requireNonNullElse(row.cancelReason() == null ? row.error() : row.cancelReason(), "");
                    case USAGE_LIMITED -> "The agent's usage limit is reached. It goes on by itself.";
                    default -> "";
                };
        return row.ideaPreview() + (more.isBlank() ? "" : "\n\n" + more.strip());
    }

    private static List<Message.Fact> facts(SprintRow row) {
        List<Message.Fact> facts = new ArrayList<>();
        facts.add(new Message.Fact("Cluster", row.cluster()));
        if (row.costUsd() > 0) {
            facts.add(new Message.Fact("Cost", String.format(Locale.ROOT, "$%.2f", row.costUsd())));
        }
        Instant start = row.startedAt();
        Instant end = row.completedAt();
        if (start != null && end != null) {
            facts.add(new Message.Fact("Took", words(Duration.between(start, end))));
        }
        if (row.attempt() > 1) {
            facts.add(new Message.Fact("Attempts", String.valueOf(row.attempt())));
        }
        return facts;
    }

    private static String words(Duration time) {
        long minutes = time.toMinutes();
        if (minutes < 1) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static List<NoticeAction> actions(SprintRow row) {
        return row.status().terminal()
                ? List.of(new NoticeAction(NoticeAction.RESUBMIT_SPRINT, "Resubmit", row.id()))
                : List.of(new NoticeAction(NoticeAction.CANCEL_SPRINT, "Cancel", row.id()));
    }
}
