package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.heartbeat;
import static io.researchloop.activities.store.StoreFixture.projection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendingTest {
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = StoreFixture.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void create(String id, Map<String, String> options) {
        NewSprint plain = StoreFixture.sprint(id);
        store.sprints()
                .create(new NewSprint(
                        id,
                        plain.studyName(),
                        plain.cluster(),
                        plain.idea(),
                        plain.directory(),
                        plain.agent(),
                        plain.model(),
                        plain.maxCostUsd(),
                        plain.maxRunSeconds(),
                        plain.maxAttempts(),
                        plain.graceSeconds(),
                        options,
                        "loop-1",
                        null,
                        null,
                        NOW));
    }

    private void spent(String id, double cost) {
        store.sprints()
                .saveResults(id, new SprintResults(null, null, null, null, null, null, new Usage(cost, 1, 1, 1), null));
    }

    @Test
    void theLedgerIsToldWholeAndCountsOnce() {
        create("sp-1", Map.of());
        create("sp-2", Map.of());

        store.progress().heartbeat(heartbeat("sp-1", 1, 1));
        store.progress().heartbeat(heartbeat("sp-1", 1, 2));
        store.progress().heartbeat(heartbeat("sp-1", 2, 3));
        spent("sp-1", 1.25);
        spent("sp-1", 1.25);
        spent("sp-2", 0.5);

        assertThat(store.spending().ofStudy("demo").costUsd()).isEqualTo(1.75, within(1e-9));
        assertThat(store.spending().ofLoop("loop-1").costUsd()).isEqualTo(1.75, within(1e-9));
        assertThat(store.spending().ofSprint("sp-2").costUsd()).isEqualTo(0.5);
        assertThat(store.spending().ofStudy("other").costUsd()).isZero();
    }

    /** By the database's own clock, as it counts when it is heard of. */
    @Test
    void whatIsSpentIsKnownByItsTime() {
        Instant before = Instant.now();
        create("sp-1", Map.of());
        spent("sp-1", 1.25);
        spent("sp-1", 2);
        Instant quarter = Instant.ofEpochSecond(before.getEpochSecond() / 900 * 900);

        assertThat(store.spending().between(quarter, quarter.plusSeconds(1800)))
                .containsExactly(entry("demo", new Spend(2, 0)));
        assertThat(store.spending().between(quarter.minusSeconds(900), quarter)).isEmpty();
        assertThat(store.spending().between(quarter.plusSeconds(1800), quarter.plusSeconds(2700)))
                .isEmpty();
    }

    @Test
    void whatEndedIsSummedByClusterAndALoopsStepsByTheirName() {
        create("sp-1", Map.of("gres", "gpu:2"));
        create("sp-2", Map.of());
        create("sp-3", Map.of());
        spent("sp-1", 2);
        spent("sp-2", 0.5);
        spent("sp-3", 8);
        List<StepReport> steps = List.of(step("research", 1.5), step("fix_1", 0.25));
        store.sprints().saveResults("sp-1", new SprintResults(null, null, null, null, null, null, null, steps));
        store.sprints().saveResults("sp-2", new SprintResults(null, null, null, null, null, null, null, steps));
        store.sprints().project(projection("sp-1", 360, SprintStatus.COMPLETED));
        store.sprints().project(projection("sp-2", 360, SprintStatus.FAILED));

        assertThat(store.spending().endedByCluster(NOW.minusSeconds(1)))
                .containsExactly(entry("local", new Spending.Ended(2, new Spend(2.5, 2 * 3600))));
        assertThat(store.spending().endedByCluster(NOW.plusSeconds(1))).isEmpty();
        assertThat(store.spending().stepsOfLoop("loop-1"))
                .containsExactlyInAnyOrderEntriesOf(Map.of("research", 3.0, "fix_1", 0.5));
        assertThat(store.spending().stepsOfLoop("loop-2")).isEmpty();
    }

    private static StepReport step(String name, double cost) {
        return new StepReport(name, StepStatus.COMPLETED, 1, null, null, new Usage(cost, 0, 0, 1));
    }

    @Test
    void whatSprintsAtWorkMaySpendOnGpusIsPromisedToThem() {
        create("sp-1", Map.of("gres", "gpu:2"));
        create("sp-2", Map.of("gres", "gpu:1"));
        create("sp-3", Map.of());
        store.sprints().project(projection("sp-2", 5, SprintStatus.COMPLETED));

        assertThat(store.spending().promised("loop-1")).isEqualTo(2 * 3600);

        store.sprints().project(projection("sp-1", 60, SprintStatus.QUEUED));
        assertThat(store.spending().promised("loop-1")).isEqualTo(2 * (3600 - 600));
        assertThat(store.spending().promised("loop-2")).isZero();
    }

    @Test
    void gpuTimeIsThatOfEndedAttemptsAndOfTheOneThatRuns() {
        create("sp-1", Map.of("gres", "gpu:2"));
        create("sp-2", Map.of());
        store.sprints().project(projection("sp-2", 5, SprintStatus.COMPLETED));

        store.sprints().project(projection("sp-1", 360, SprintStatus.QUEUED));
        assertThat(store.spending().ofStudy("demo").gpuHours()).isEqualTo(2);

        store.sprints()
                .project(new SprintProjection(
                        "sp-1",
                        361,
                        SprintStatus.RUNNING,
                        2,
                        0,
                        0,
                        null,
                        3600,
                        NOW,
                        NOW,
                        NOW.minusSeconds(1800),
                        null,
                        null,
                        null,
                        null));
        assertThat(store.spending().ofStudy("demo").gpuHours()).isEqualTo(3);
        assertThat(store.spending().ofLoop("loop-1").gpuHours()).isEqualTo(3);
    }

    @Test
    void whatWasPaidForStaysPaidThoughTheSprintGoes() {
        create("sp-1", Map.of());
        spent("sp-1", 3);

        store.database().writes().write(() -> {
            store.database().jdbc().update("delete from sprint where id = 'sp-1'");
        });

        assertThat(store.spending().ofStudy("demo").costUsd()).isEqualTo(3);
    }

    @Test
    void aWarningIsGivenOnceABudget() {
        create("sp-1", Map.of());
        AddressedNotice warning = new AddressedNotice(
                new Notice(
                        "budget:demo:budget_80",
                        NotificationEvent.BUDGET_80,
                        NoticeSubject.study("demo"),
                        "demo",
                        "Most of it is spent",
                        ""),
                List.of("ntfy"));

        assertThat(store.spending().warn("demo", "budget_80", "5 USD", "sp-1", warning))
                .isTrue();
        assertThat(store.spending().warn("demo", "budget_80", "5 USD", "sp-1", warning))
                .isFalse();
        assertThat(store.spending().warn("demo", "budget_80", "9 USD", "sp-1", warning))
                .isTrue();
        assertThat(store.notices().notStarted(9))
                .containsExactly(new NoticeLog.Address("budget:demo:budget_80", "ntfy"));
    }

    @Test
    void theUnendedAreThoseThatNobodyCancelled() {
        create("sp-1", Map.of());
        create("sp-2", Map.of());
        create("sp-3", Map.of());
        store.sprints().project(projection("sp-2", 1, SprintStatus.FAILED));
        store.sprints().requestCancel("sp-3", "enough");

        assertThat(store.spending().unended("demo")).containsExactly("sp-1");
    }
}
