package io.researchloop.activities.loop;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.store.LoopDesk;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells people of a loop's end, and of ideas that wait for them; in the transaction that brings it about. */
@Component
final class LoopNotices {
    private final Notices notices;

    LoopNotices(Notices notices) {
        this.notices = notices;
    }

    void ended(LoopDesk desk) {
        LoopRow loop = desk.row();
        boolean finished = loop.status() == LoopStatus.COMPLETED;
        List<LoopTurnRow> turns = desk.turns();
        long completed = turns.stream()
                .filter(turn -> turn.turn().sprintStatus() == SprintStatus.COMPLETED)
                .count();
        String text = String.format(
                Locale.ROOT,
                "%s%d of %d sprints are completed, $%.2f spent.",
                loop.reason() == null ? "" : loop.reason() + "\n\n",
                completed,
                loop.plan().count(),
                desk.spent(turns).costUsd());
        // A loop that is resumed may end again.
        notices.raise(new Notice(
                loop.id() + ":ended:" + loop.news(),
                finished ? NotificationEvent.LOOP_FINISHED : NotificationEvent.LOOP_STOPPED,
                NoticeSubject.loop(loop.id()),
                loop.studyName(),
                "Loop " + loop.status().name().toLowerCase(Locale.ROOT) + ": " + loop.studyName() + " " + loop.id(),
                text));
    }

    void offered(LoopDesk desk, LoopTurnRow turn) {
        LoopRow loop = desk.row();
        int position = turn.turn().position();
        String value = loop.id() + " " + position;
        notices.raise(new Notice(
                loop.id() + ":idea:" + position + "." + turn.turn().number(),
                NotificationEvent.LOOP_NEEDS_APPROVAL,
                NoticeSubject.loop(loop.id()),
                loop.studyName(),
                "Loop needs approval: " + loop.studyName() + " " + loop.id(),
                "Idea " + position + " waits for you."
                        // Before the idea, whose end a channel may cut off.
                        + (turn.reason() == null ? "" : " Why this one: " + turn.reason())
                        + "\n\n" + Objects.requireNonNullElse(turn.idea(), ""),
                List.of(
                        new NoticeAction(NoticeAction.APPROVE_IDEA, "Approve", value),
                        new NoticeAction(NoticeAction.REJECT_IDEA, "Reject", value))));
    }
}
