package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.AddressedNotice;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.NoticeSubject;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The one door for events that people may want to hear of. What is raised is a committed row before this returns. */
@Component
public final class Notices {
    private final NoticeLog log;
    private final Notifiers notifiers;

    public Notices(NoticeLog log, Notifiers notifiers) {
        this.log = log;
        this.notifiers = notifiers;
    }

    /**
     * Raises an event; the rules decide which channels carry it. Repeats with the same id do nothing. Within a write of
     * the store it is part of that transaction.
     *
     * @return true if it is news
     */
    public boolean raise(Notice notice) {
        return log.raise(addressed(notice));
    }

    /** The notice with the channels that the rules give it, for a transaction of the store. */
    public AddressedNotice addressed(Notice notice) {
        return new AddressedNotice(notice, notifiers.wanting(notice.study(), notice.event()));
    }

    /** The same, for a notice that is as good for those who want only the other event. */
    public AddressedNotice addressed(Notice notice, NotificationEvent or) {
        return new AddressedNotice(notice, notifiers.wanting(notice.study(), notice.event(), or));
    }

    /**
     * Sends a test on one channel, in the way that every notice goes.
     *
     * @return the notice's id, by which its delivery is found
     */
    public String test(String channel) {
        Notice notice = new Notice(
                "test:" + UUID.randomUUID(),
                NotificationEvent.TEST,
                NoticeSubject.server(),
                null,
                "ResearchLoop: a test",
                "This channel works. Notices of sprints, loops, budgets and clusters come here.");
        log.raise(new AddressedNotice(notice, List.of(channel)));
        return notice.id();
    }
}
