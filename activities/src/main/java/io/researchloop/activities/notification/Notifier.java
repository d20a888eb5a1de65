package io.researchloop.activities.notification;

import io.researchloop.workflows.model.SprintStatus;

/** A way to reach people. */
public interface Notifier {
    /** What it is called in rows and logs, for example {@code ntfy}. */
    String channel();

    /** True if people want to hear of this here. */
    boolean wants(SprintStatus status);

    /** @throws NotDelivered if it did not arrive; it is tried again */
    void send(Notice notice) throws InterruptedException;
}
