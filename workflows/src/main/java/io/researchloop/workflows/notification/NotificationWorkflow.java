package io.researchloop.workflows.notification;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Brings one notice to one channel, however long that is down. The workflow id is {@link #id}. */
@WorkflowInterface
public interface NotificationWorkflow {
    @WorkflowMethod
    void run(NoticeRef notice);

    static String id(NoticeRef notice) {
        return "notice-" + notice.channel() + "-" + notice.noticeId();
    }
}
