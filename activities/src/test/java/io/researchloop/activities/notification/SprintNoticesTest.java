package io.researchloop.activities.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.Notice;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SprintNoticesTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static SprintProjection sprint(
            SprintStatus status, @Nullable Instant sleepUntil, @Nullable OutcomeKind outcome) {
        AttemptRecord attempt = outcome == null
                ? null
                : new AttemptRecord(1, "7", NOW, NOW, NOW, new AttemptEnd(Outcome.of(outcome, ""), null));
        return new SprintProjection("sp-1", 9, status, 2, 0, 3, null, 0, NOW, NOW, NOW, NOW, sleepUntil, null, attempt);
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, STARTED, Sprint started: demo sp-1",
        "COMPLETED, COMPLETED, Sprint completed: demo sp-1",
        "FAILED, FAILED, Sprint failed: demo sp-1",
        "CANCELLED, CANCELLED, Sprint cancelled: demo sp-1",
    })
    void eachStateThatPeopleWaitForIsOneEvent(SprintStatus status, NotificationEvent event, String title) {
        Notice notice = SprintNotices.notice(sprint(status, null, null), "demo").orElseThrow();

        assertThat(notice.event()).isEqualTo(event);
        assertThat(notice.title()).isEqualTo(title);
        assertThat(notice.id()).isEqualTo("sp-1:" + event.word());
    }

    @Test
    void everySleepAtAUsageLimitIsAnEventOfItsOwn() {
        Notice notice = SprintNotices.notice(
                        sprint(SprintStatus.QUEUED, NOW.plusSeconds(3600), OutcomeKind.USAGE_LIMITED), "demo")
                .orElseThrow();

        assertThat(notice.id()).isEqualTo("sp-1:usage-limit-3");
        assertThat(notice.title()).isEqualTo("Sprint sleeps until 31 Jan 13:00 UTC: demo sp-1");
    }

    @Test
    void theWayThroughTheQueueIsNobodysBusiness() {
        assertThat(SprintNotices.worthTelling(sprint(SprintStatus.QUEUED, null, null)))
                .isFalse();
        assertThat(SprintNotices.worthTelling(sprint(SprintStatus.SUBMITTED, null, null)))
                .isFalse();
        assertThat(SprintNotices.worthTelling(sprint(SprintStatus.QUEUED, NOW.plusSeconds(60), OutcomeKind.OVERLOADED)))
                .isFalse();
    }
}
