package io.researchloop.workflows.notification;

import io.temporal.activity.ActivityInterface;

/** Tells people, one notice on one channel at a time. */
@ActivityInterface(namePrefix = "Notice")
public interface NoticeActivities {
    /** Sends it and writes down that it is delivered; what is delivered is not sent again. Fails until it arrives. */
    void deliver(NoticeRef notice);

    /** Local: it is not tried any more, and the row says so. */
    void giveUp(NoticeRef notice);
}
