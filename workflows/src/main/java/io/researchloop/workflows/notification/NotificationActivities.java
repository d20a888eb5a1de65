package io.researchloop.workflows.notification;

import io.temporal.activity.ActivityInterface;
import java.util.List;

/** How sprints told of their end before every notice got a workflow; there are histories that name these calls. */
@ActivityInterface(namePrefix = "Notification")
public interface NotificationActivities {
    /** Local: the channels that the sprint's workflow is to serve itself. */
    List<String> pendingChannels(String sprintId);

    /** Sends what the sprint has to tell on one channel. */
    void send(String sprintId, String channel);
}
