package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.NoticeSubject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notice as people read it.
 *
 * @param noticeId the same each time that it is told
 * @param title one line
 * @param text plain text; may be empty
 * @param facts short pairs such as a cost
 * @param link to the subject's page; null if this server has no address that others can reach
 * @param actions for channels with buttons
 */
public record Message(
        String noticeId,
        NotificationEvent event,
        NoticeSubject subject,
        String title,
        String text,
        List<Fact> facts,
        @Nullable String link,
        List<NoticeAction> actions) {
    public Message {
        facts = List.copyOf(facts);
        actions = List.copyOf(actions);
    }

    /** A name and its value. */
    public record Fact(String name, String value) {}
}
