package io.researchloop.activities.store;

import io.researchloop.activities.config.NotificationEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something happened that people may want to hear of.
 *
 * @param id names the event for good, {@code sp-1a2b3c4d:completed} for example: the same id is the same event, and is
 *     told once; 1 to {@value #MAX_ID} characters
 * @param study whose rules decide who is told; null if it belongs to none
 * @param title one line
 * @param text what one line cannot say; may be empty
 * @param actions for channels with buttons; those of a sprint come from its state, and need not be given
 */
public record Notice(
        String id,
        NotificationEvent event,
        NoticeSubject subject,
        @Nullable String study,
        String title,
        String text,
        List<NoticeAction> actions) {
    public static final int MAX_ID = 200;

    public Notice {
        if (id.isBlank() || id.length() > MAX_ID || id.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a notice's id has 1 to " + MAX_ID + " printable characters, not " + id);
        }
        actions = List.copyOf(actions);
    }

    public Notice(
            String id,
            NotificationEvent event,
            NoticeSubject subject,
            @Nullable String study,
            String title,
            String text) {
        this(id, event, subject, study, title, text, List.of());
    }
}
