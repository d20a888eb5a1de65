package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way to reach people. */
public interface Notifier {
    /** What it is called in rows and logs, for example {@code ntfy}. */
    String channel();

    /** True if the configuration has what it needs. */
    boolean configured();

    /**
     * What people want to hear of here.
     *
     * @param study null for what belongs to no study
     */
    Set<NotificationEvent> events(@Nullable String study);

    /**
     * @param message what happened
     * @param standing how its subject stands now; the same, unless more has happened since
     * @throws NotDelivered if it did not arrive; it is tried again
     */
    void send(Message message, Message standing) throws InterruptedException;
}
