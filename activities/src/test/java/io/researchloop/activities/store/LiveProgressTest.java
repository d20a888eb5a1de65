package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.heartbeat;
import static io.researchloop.activities.store.StoreFixture.projection;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProgressTest {
    private Store store;
    private LiveProgress progress;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = StoreFixture.open(folder);
        progress = store.progress();
        store.sprints().create(sprint("sp-1"));
        store.sprints().project(projection("sp-1", 1, SprintStatus.RUNNING));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aHeartbeatIsSeenOnTheRowAndOnThePage() {
        assertThat(progress.heartbeat(heartbeat("sp-1", 1, 4))).isTrue();

        SprintDetail detail = store.sprints().detail("sp-1").orElseThrow();
        assertThat(detail.row().phase()).isEqualTo("research");
        assertThat(detail.row().usage()).isEqualTo(new Usage(1.0, 400, 40, 4));
        assertThat(detail.row().sessionId()).isEqualTo("session-1");
        assertThat(detail.row().heartbeatAt()).isEqualTo(NOW);
        assertThat(detail.live())
                .isEqualTo(new LiveView(
                        1, "research", NOW, "half way", "log 4", "out 4", List.of("report.md"), 3L, "gpu-a12"));
    }

    @Test
    void anOlderHeartbeatOrOneOfAnEarlierAttemptIsDropped() {
        progress.heartbeat(heartbeat("sp-1", 2, 4));

        assertThat(progress.heartbeat(heartbeat("sp-1", 2, 4))).isFalse();
        assertThat(progress.heartbeat(heartbeat("sp-1", 2, 3))).isFalse();
        assertThat(progress.heartbeat(heartbeat("sp-1", 1, 99))).isFalse();
        assertThat(progress.heartbeat(heartbeat("sp-1", 3, 1))).isTrue();
        assertThat(store.sprints().find("sp-1").orElseThrow().turns()).isEqualTo(1);
    }

    @Test
    void aHeartbeatOfAnAttemptThatTheWorkflowHasLeftBehindIsDropped() {
        store.sprints().project(projection("sp-1", 2, SprintStatus.SUBMITTED, 2, NOW, null, null));

        assertThat(progress.heartbeat(heartbeat("sp-1", 1, 99))).isFalse();
    }

    @Test
    void aHeartbeatAfterTheEndOrForNobodyChangesNothing() {
        store.sprints().project(projection("sp-1", 2, SprintStatus.CANCELLED));
        SprintDetail end = store.sprints().detail("sp-1").orElseThrow();

        assertThat(progress.heartbeat(heartbeat("sp-1", 1, 99))).isFalse();
        assertThat(progress.heartbeat(heartbeat("sp-x", 1, 1))).isFalse();

        assertThat(store.sprints().detail("sp-1")).contains(end);
    }

    @Test
    void heartbeatsOfVersionZeroPointOneCountAsTheyCome() {
        for (String phase : List.of("research", "red_team_1")) {
            Heartbeat old = new Heartbeat(
                    "sp-1", phase, "log of " + phase, null, null, null, 0, 0, null, null, null, null, null, null);
            assertThat(progress.heartbeat(old)).isTrue();
        }

        SprintDetail detail = store.sprints().detail("sp-1").orElseThrow();
        assertThat(detail.row().phase()).isEqualTo("red_team_1");
        assertThat(detail.live())
                .isEqualTo(new LiveView(1, "red_team_1", NOW, null, "log of red_team_1", null, List.of(), null, null));
    }

    @Test
    void stepsKeepTheirOrderAndTheirLatestState() {
        StepReport research = step("research", StepStatus.COMPLETED);
        StepReport redTeam = step("red_team_1", StepStatus.RUNNING);
        progress.heartbeat(with(1, List.of(step("research", StepStatus.RUNNING))));
        progress.heartbeat(with(2, List.of(research, redTeam)));

        assertThat(store.sprints().detail("sp-1").orElseThrow().steps()).containsExactly(research, redTeam);
        assertThat(store.events().since("sp-1", 0, 100))
                .extracting(EventRow::kind)
                .containsExactly("status", "status", "step", "step");
    }

    @Test
    void whatAStepOfTheReviewCameToIsKept() {
        StepReport ended = new StepReport(
                "fix_1", StepStatus.COMPLETED, 1, NOW, NOW, Usage.NONE, new Issues(1, 0, 2, 2, 0, 1, false));
        progress.heartbeat(with(1, List.of(ended)));

        assertThat(store.sprints().detail("sp-1").orElseThrow().steps()).containsExactly(ended);
    }

    @Test
    void theLastTwoHundredEventsAreKeptOrAFewMore() {
        for (int i = 1; i <= 500; i++) {
            progress.heartbeat(heartbeat("sp-1", 1, i));
        }

        List<EventRow> events = store.events().since("sp-1", 0, 1_000);
        assertThat(events).hasSizeBetween(EventLog.KEPT, EventLog.KEPT + 50);
        assertThat(events).extracting(EventRow::seq).isSorted();
        long last = store.events().last("sp-1");
        assertThat(events.get(events.size() - 1).seq()).isEqualTo(last);
        assertThat(store.events().since("sp-1", last - 3, 2))
                .extracting(EventRow::seq)
                .containsExactly(last - 2, last - 1);
        assertThat(store.events().since("sp-1", last, 10)).isEmpty();
        assertThat(store.events().last("sp-x")).isZero();
    }

    private static StepReport step(String name, StepStatus status) {
        return new StepReport(name, status, 1, NOW, null, new Usage(0.5, 10, 5, 1));
    }

    private static Heartbeat with(long sequence, List<StepReport> steps) {
        Heartbeat beat = heartbeat("sp-1", 1, sequence);
        return new Heartbeat(
                beat.sprintId(),
                beat.phase(),
                beat.logTail(),
                beat.recentFiles(),
                beat.progress(),
                beat.outputLog(),
                1,
                sequence,
                beat.at(),
                beat.sessionId(),
                beat.agent(),
                beat.usage(),
                beat.silentSeconds(),
                steps);
    }
}
