package io.researchloop.workflows.notification;

/** One notice on one channel; what it says stays in the store. */
public record NoticeRef(String noticeId, String channel) {}
