package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.projection;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionTest {
    private final List<String> told = new ArrayList<>();
    private Path folder;
    private Store store;
    private SprintStore sprints;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = StoreFixture.open(folder, java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC), told::add);
        sprints = store.sprints();
        sprints.create(sprint("sp-1"));
        told.clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aProjectionIsWhatTheSnapshotGoesOnFrom() {
        assertThat(sprints.project(projection("sp-1", 3, SprintStatus.RUNNING))).isTrue();

        SprintSnapshot snapshot = sprints.snapshot("sp-1");
        assertThat(snapshot.status()).isEqualTo(SprintStatus.RUNNING);
        assertThat(snapshot.revision()).isEqualTo(3);
        assertThat(snapshot.ranSeconds()).isEqualTo(30);
        assertThat(snapshot.job()).isNotNull();
    }

    @Test
    void aStaleOrRepeatedRevisionIsNoNews() {
        sprints.project(projection("sp-1", 3, SprintStatus.RUNNING));
        store.close();
        int before = told.size();
        store = StoreFixture.open(folder, java.time.Clock.fixed(NOW, java.time.ZoneOffset.UTC), told::add);
        sprints = store.sprints();

        assertThat(sprints.project(projection("sp-1", 3, SprintStatus.QUEUED))).isFalse();
        assertThat(sprints.project(projection("sp-1", 2, SprintStatus.COMPLETED)))
                .isFalse();

        assertThat(sprints.snapshot("sp-1").status()).isEqualTo(SprintStatus.RUNNING);
        assertThat(told).hasSize(before);
    }

    @Test
    void aTerminalRowIsNeverLeft() {
        sprints.project(projection("sp-1", 1, SprintStatus.CANCELLED));
        SprintRow end = sprints.find("sp-1").orElseThrow();

        for (SprintStatus status : SprintStatus.values()) {
            assertThat(sprints.project(projection("sp-1", 99, status))).isFalse();
        }

        assertThat(sprints.find("sp-1")).contains(end);
    }

    @Test
    void anUnknownSprintIsNotMadeByAProjection() {
        assertThat(sprints.project(projection("sp-x", 1, SprintStatus.RUNNING))).isFalse();
        assertThat(sprints.find("sp-x")).isEmpty();
    }

    @Test
    void attemptsKeepHowTheyEnded() {
        Outcome limited = new Outcome(OutcomeKind.USAGE_LIMITED, "come back later", NOW.plusSeconds(60));
        JobEnd job =
                new JobEnd(JobEnd.Cause.TIME_LIMIT, "TIMEOUT", 1, 15, "TimeLimit").with(new JobMemory(3L << 30, null));
        AttemptRecord first = new AttemptRecord(1, "4711", NOW, NOW, NOW, new AttemptEnd(limited, job));
        AttemptRecord second = new AttemptRecord(2, null, NOW, null, null, null);
        AttemptRecord third = new AttemptRecord(3, "4713", NOW, NOW, NOW, new AttemptEnd(Outcome.completed(), null));

        sprints.project(projection(
                "sp-1", 1, SprintStatus.RUNNING, 1, NOW, null, new AttemptRecord(1, "4711", NOW, null, null, null)));
        sprints.project(projection("sp-1", 2, SprintStatus.QUEUED, 1, NOW, null, first));
        sprints.project(projection("sp-1", 3, SprintStatus.SUBMITTED, 2, NOW, null, second));
        sprints.project(projection("sp-1", 4, SprintStatus.RUNNING, 3, NOW, null, third));

        assertThat(sprints.detail("sp-1").orElseThrow().attempts()).containsExactly(first, second, third);
        assertThat(sprints.liveJobs("local").get(0).submittedAt()).isEqualTo(NOW);
    }

    @Test
    void aStateIsCommittedTogetherWithWhatIsToldOfIt() {
        AddressedNotice completed = notice("sp-1:completed", "slack", "ntfy");

        sprints.project(projection("sp-1", 3, SprintStatus.COMPLETED), List.of(completed));
        sprints.project(projection("sp-1", 3, SprintStatus.COMPLETED), List.of(completed));

        assertThat(store.notices().notStarted(9))
                .extracting(NoticeLog.Address::channel)
                .containsExactlyInAnyOrder("ntfy", "slack");
        assertThat(sprints.live()).isEmpty();
    }

    @Test
    void whatIsNoNewsIsNotToldEither() {
        sprints.project(projection("sp-1", 3, SprintStatus.COMPLETED));

        sprints.project(projection("sp-1", 4, SprintStatus.FAILED), List.of(notice("sp-1:failed", "slack")));

        assertThat(store.notices().find("sp-1:failed")).isEmpty();
    }

    private static AddressedNotice notice(String id, String... channels) {
        return new AddressedNotice(
                new Notice(id, NotificationEvent.COMPLETED, NoticeSubject.sprint("sp-1"), "demo", "Sprint", ""),
                List.of(channels));
    }

    @Test
    void liveOnesComeOldestFirst() {
        sprints.create(sprint("sp-2"));
        sprints.create(sprint("sp-3"));
        sprints.project(projection("sp-2", 1, SprintStatus.FAILED));
        sprints.project(projection("sp-3", 1, SprintStatus.QUEUED));

        assertThat(sprints.live()).extracting(s -> s.spec().sprintId()).containsExactly("sp-1", "sp-3");
    }
}
