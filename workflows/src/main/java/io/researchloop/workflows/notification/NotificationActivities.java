package io.researchloop.workflows.notification;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** Tells people what happened to a sprint. */
@ActivityInterface(namePrefix = "Notification")
public interface NotificationActivities {
    /** Local: the channels that want to hear of this sprint's present state, and have not yet. */
    List<String> pendingChannels(String sprintId);

    /** Sends one notice to one channel and writes down that it is sent; a notice that is sent is not sent again. */
    void send(String sprintId, String channel);
}
