package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.AddressedNotice;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.SprintProjection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a sprint's new state is worth telling. */
@Component
public final class SprintNotices {
    private final Notices notices;

    public SprintNotices(Notices notices) {
        this.notices = notices;
    }

    /** Empty if nobody would be told of such a state. */
    public List<AddressedNotice> of(SprintProjection projection, String study) {
        return notice(projection, study)
                .map(notice -> outcome(projection) == OutcomeKind.STUCK
                        ? notices.addressed(notice, NotificationEvent.STUCK)
                        : notices.addressed(notice))
                .map(List::of)
                .orElse(List.of());
    }

    /** False for the states that nobody would be told of, whatever the rules say. */
    public static boolean worthTelling(SprintProjection projection) {
        return notice(projection, "").isPresent();
    }

    /** Each state has an id of its own, so that one which is projected twice is told once. */
    static Optional<Notice> notice(SprintProjection sprint, String study) {
        String what = " " + study + " " + sprint.sprintId();
        return switch (sprint.status()) {
            case PENDING, SUBMITTED -> Optional.empty();
            case QUEUED ->
                sleeping(sprint)
                        ? Optional.of(notice(
                                sprint,
                                study,
                                "usage-limit-" + sprint.usageLimits(),
                                NotificationEvent.USAGE_LIMITED,
                                "Sprint sleeps until " + UtcTime.of(sprint.sleepUntil()) + ":" + what))
                        : Optional.empty();
            case RUNNING -> end(sprint, study, NotificationEvent.STARTED);
            case COMPLETED -> end(sprint, study, NotificationEvent.COMPLETED);
            case FAILED -> end(sprint, study, NotificationEvent.FAILED);
            case CANCELLED -> end(sprint, study, NotificationEvent.CANCELLED);
        };
    }

    private static Optional<Notice> end(SprintProjection sprint, String study, NotificationEvent event) {
        String word = event.word();
        return Optional.of(
                notice(sprint, study, word, event, "Sprint " + word + ": " + study + " " + sprint.sprintId()));
    }

    private static Notice notice(
            SprintProjection sprint, String study, String suffix, NotificationEvent event, String title) {
        return new Notice(
                sprint.sprintId() + ":" + suffix, event, NoticeSubject.sprint(sprint.sprintId()), study, title, "");
    }

    /** A pause after an overloaded service is short, and nobody's business. */
    private static boolean sleeping(SprintProjection sprint) {
        Instant until = sprint.sleepUntil();
        return until != null && outcome(sprint) == OutcomeKind.USAGE_LIMITED;
    }

    private static @org.jspecify.annotations.Nullable OutcomeKind outcome(SprintProjection sprint) {
        AttemptRecord attempt = sprint.attemptRecord();
        return attempt == null || attempt.end() == null
                ? null
                : attempt.end().outcome().kind();
    }
}
