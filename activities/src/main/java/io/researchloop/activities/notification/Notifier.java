package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import java.time.Instant;
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
     * Says it once: what an earlier try has said already, as far as the channel can tell, is not said again.
     *
     * @param message what happened
     * @param standing how its subject stands now; the same, unless more has happened since
     * @param earlier when the first try began, if there was one; null at the first
     * @throws NotDelivered if it did not arrive; it is tried again
     */
    void send(Message message, Message standing, @Nullable Instant earlier) throws InterruptedException;
}
