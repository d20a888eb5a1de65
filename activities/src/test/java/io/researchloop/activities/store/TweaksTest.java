package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.projection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TweaksTest {
    private static final String ONE = "tw-00000001";
    private static final String TWO = "tw-00000002";

    private Store store;
    private Tweaks tweaks;

    @BeforeEach
    void aFinishedSprint(@TempDir Path folder) {
        store = StoreFixture.open(folder);
        tweaks = store.tweaks();
        store.sprints().create(StoreFixture.sprint("sp-1"));
        store.sprints().project(projection("sp-1", 1, SprintStatus.COMPLETED));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static NewTweak tweak(String id, Map<String, String> options) {
        return new NewTweak(id, "sp-1", "Redraw it.", options, 3600, 3, 1.5, 5, "Slack user U1", NOW);
    }

    private void create(String id) {
        tweaks.create(tweak(id, Map.of("mem", "2G")), null);
    }

    private Heartbeat heartbeat(String tweak, double cost) {
        return new Heartbeat(
                "sp-1",
                "tweak",
                null,
                null,
                null,
                null,
                1,
                1,
                NOW,
                null,
                "scripted",
                new Usage(cost, 1, 1, 1),
                0L,
                null,
                tweak,
                null,
                null,
                null);
    }

    @Test
    void aSprintHasOneAtATimeAndTheyAreNumbered() {
        create(ONE);

        assertThatThrownBy(() -> create(TWO)).isInstanceOf(TweakAtWork.class).hasMessageContaining(ONE);
        tweaks.project(projection(ONE, 1, SprintStatus.CANCELLED));
        create(TWO);

        assertThat(tweaks.of("sp-1")).extracting(TweakRow::id).containsExactly(TWO, ONE);
        assertThat(tweaks.of("sp-1")).extracting(TweakRow::number).containsExactly(2, 1);
        assertThat(tweaks.find(TWO).orElseThrow().jobOptions()).isEqualTo(Map.of("mem", "2G"));
    }

    @Test
    void aRepeatedRequestIsAnsweredAsTheFirst() {
        IdempotencyEntry answer = new IdempotencyEntry("key", "POST tweak", "hash", 201, ONE, NOW);

        assertThat(tweaks.create(tweak(ONE, Map.of()), answer)).isEmpty();

        assertThat(tweaks.create(tweak(TWO, Map.of()), answer))
                .map(IdempotencyEntry::body)
                .contains(ONE);
        assertThat(tweaks.of("sp-1")).hasSize(1);
    }

    @Test
    void theRowGoesForwardOnlyAndItsEndIsFinal() {
        create(ONE);

        assertThat(tweaks.project(projection(ONE, 3, SprintStatus.RUNNING))).isTrue();
        assertThat(tweaks.project(projection(ONE, 2, SprintStatus.SUBMITTED))).isFalse();
        assertThat(tweaks.project(projection(ONE, 4, SprintStatus.FAILED))).isTrue();
        assertThat(tweaks.project(projection(ONE, 5, SprintStatus.RUNNING))).isFalse();

        TweakRow row = tweaks.find(ONE).orElseThrow();
        assertThat(row.status()).isEqualTo(SprintStatus.FAILED);
        assertThat(row.error()).isEqualTo("It broke.");
        assertThat(row.snapshot().revision()).isEqualTo(4);
        assertThat(row.snapshot().spec().sprintId()).isEqualTo(ONE);
    }

    @Test
    void aRunningOneIsWatchedWithTheJobsOfItsCluster() {
        create(ONE);
        assertThat(store.sprints().liveJobs("local")).isEmpty();

        tweaks.project(projection(ONE, 1, SprintStatus.RUNNING));

        assertThat(store.sprints().liveJobs("local")).singleElement().satisfies(job -> {
            assertThat(job.sprintId()).isEqualTo(ONE);
            assertThat(job.directory()).isEqualTo("/work/sp-1/.researchloop/tweaks/" + ONE);
            assertThat(job.job()).isNotNull();
        });
        assertThat(store.claims().find(ONE).orElseThrow().attempt()).isEqualTo(1);
        assertThat(store.claims().find("sp-1").orElseThrow().status()).isEqualTo(SprintStatus.COMPLETED);
    }

    @Test
    void itsSpendIsTheStudysAndNotTheSprints() {
        tweaks.create(tweak(ONE, Map.of("gres", "gpu:2")), null);
        tweaks.project(projection(ONE, 1, SprintStatus.RUNNING));

        assertThat(store.progress().heartbeat(heartbeat(ONE, 0.25))).isTrue();
        assertThat(store.progress().heartbeat(heartbeat(ONE, 0.75))).isTrue();
        tweaks.spent(ONE, 0.75);
        tweaks.project(projection(ONE, 2, SprintStatus.COMPLETED));

        assertThat(store.spending().ofStudy("demo").costUsd()).isEqualTo(0.75, within(1e-9));
        assertThat(store.spending().ofStudy("demo").gpuSeconds()).isEqualTo(2 * 20);
        assertThat(store.sprints().find("sp-1").orElseThrow().costUsd()).isZero();
        assertThat(tweaks.find(ONE).orElseThrow().costUsd()).isEqualTo(0.75);
    }

    @Test
    void aHeartbeatOfAnotherSprintsOrOfAnEndedTweakIsNoNews() {
        create(ONE);

        assertThat(tweaks.heartbeat(ONE, "sp-2", 1.0)).isFalse();
        assertThat(tweaks.heartbeat(TWO, "sp-1", 1.0)).isFalse();
        tweaks.project(projection(ONE, 1, SprintStatus.CANCELLED));

        assertThat(tweaks.heartbeat(ONE, "sp-1", 1.0)).isFalse();
        assertThat(tweaks.find(ONE).orElseThrow().costUsd()).isZero();
    }

    @Test
    void aWishToCancelIsADeliveryAndComesTooLateAfterTheEnd() {
        create(ONE);

        Optional<Delivery> wish = tweaks.requestCancel(ONE, "by a person");
        assertThat(wish).map(Delivery::sprintId).contains(ONE);
        assertThat(tweaks.requestCancel(ONE, "again")).map(Delivery::seq).isEqualTo(wish.map(Delivery::seq));
        assertThat(tweaks.find(ONE).orElseThrow().cancelReason()).isEqualTo("by a person");

        tweaks.project(projection(ONE, 1, SprintStatus.CANCELLED));
        assertThat(tweaks.requestCancel(ONE, "late")).isEmpty();
    }

    @Test
    void oneThatWaitsCanBeFoundByItsStudyUntilItIsCancelledOrBegins() {
        create(ONE);
        assertThat(tweaks.waiting("demo")).containsExactly(ONE);
        assertThat(tweaks.waiting("other")).isEmpty();

        SprintProjection running = projection(ONE, 1, SprintStatus.RUNNING);
        tweaks.project(running);

        assertThat(tweaks.waiting("demo")).isEmpty();
    }

    @Test
    void whatHasNoWorkflowIsNamedUntilItHasOneAndAgainWhenTheEngineForgot() {
        create(ONE);
        assertThat(tweaks.notStarted(10)).containsExactly(ONE);

        tweaks.markWorkflowStarted(ONE);
        assertThat(tweaks.notStarted(10)).isEmpty();

        assertThat(tweaks.forgetWorkflows()).isEqualTo(1);
        assertThat(tweaks.notStarted(10)).containsExactly(ONE);
    }
}
