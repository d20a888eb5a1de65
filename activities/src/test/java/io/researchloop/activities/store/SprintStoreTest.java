package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.projection;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SprintStoreTest {
    private Store store;
    private SprintStore sprints;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = StoreFixture.open(folder);
        sprints = store.sprints();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewSprintIsPendingAndHasAllThatWasAskedFor() {
        sprints.create(sprint("sp-1", "demo", "First line\n  second\tline"));

        SprintDetail detail = sprints.detail("sp-1").orElseThrow();
        SprintRow row = detail.row();
        assertThat(row.status()).isEqualTo(SprintStatus.PENDING);
        assertThat(row.ideaPreview()).isEqualTo("First line second line");
        assertThat(row.createdAt()).isEqualTo(NOW);
        assertThat(row.maxCostUsd()).isEqualTo(2.5);
        assertThat(row.revision()).isZero();
        assertThat(row.workflowStarted()).isFalse();
        assertThat(row.job()).isNull();
        assertThat(row.queuePosition()).isNull();
        assertThat(row.usage()).isEqualTo(Usage.NONE);
        assertThat(detail.idea()).isEqualTo("First line\n  second\tline");
        assertThat(detail.jobOptions()).isEqualTo(Map.of("mem", "4G"));
        assertThat(detail.metadataJson()).isEqualTo("{}");
        assertThat(detail.live()).isNull();
        assertThat(detail.steps()).isEmpty();
        assertThat(sprints.snapshot("sp-1"))
                .isEqualTo(SprintSnapshot.fresh(new SprintSpec("sp-1", "demo", "local", 3600, 5, 60)));
    }

    @Test
    void aSecondSprintOfTheSameIdIsRefusedAndChangesNothing() {
        sprints.create(sprint("sp-1", "demo", "the first"));

        assertThatThrownBy(() -> sprints.create(sprint("sp-1", "demo", "the second")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sp-1");

        assertThat(sprints.text("sp-1", TextKind.IDEA)).contains("the first");
        assertThat(sprints.counts()).containsEntry(SprintStatus.PENDING, 1);
    }

    @Test
    void aLongIdeaIsKeptWholeAndPreviewedInThreeHundredCharacters() {
        String idea = "a".repeat(298) + "🔬".repeat(500_000);
        sprints.create(sprint("sp-1", "demo", idea));

        assertThat(sprints.text("sp-1", TextKind.IDEA)).contains(idea);
        assertThat(sprints.find("sp-1").orElseThrow().ideaPreview()).isEqualTo("a".repeat(298) + "…");
    }

    @Test
    void aRepeatWithTheSameIdempotencyKeyCreatesNothing() {
        IdempotencyEntry answer = new IdempotencyEntry("key", "POST /api/sprints", "sha", 201, "{\"id\":1}", NOW);
        assertThat(sprints.create(sprint("sp-1"), answer)).isEmpty();

        assertThat(sprints.create(sprint("sp-2"), answer)).contains(answer);

        assertThat(sprints.find("sp-2")).isEmpty();
        assertThat(store.idempotency().find("key", "POST /api/sprints")).contains(answer);
    }

    @Test
    void aSprintThatCannotBeCreatedLeavesNoAnswerBehind() {
        sprints.create(sprint("sp-1"));
        IdempotencyEntry answer = new IdempotencyEntry("key", "POST /api/sprints", "sha", 201, "{}", NOW);

        assertThatThrownBy(() -> sprints.create(sprint("sp-1"), answer)).isInstanceOf(IllegalStateException.class);

        assertThat(store.idempotency().find("key", "POST /api/sprints")).isEmpty();
    }

    @Test
    void pagesGoFromNewToOldAndMissNoneAndRepeatNone() {
        IntStream.range(0, 25).forEach(i -> sprints.create(sprint("sp-" + i)));

        SprintPage first = sprints.list(SprintFilter.ALL, null, 10);
        SprintPage second = sprints.list(SprintFilter.ALL, first.nextCursor(), 10);
        SprintPage third = sprints.list(SprintFilter.ALL, second.nextCursor(), 10);

        assertThat(ids(first)).startsWith("sp-24").endsWith("sp-15").hasSize(10);
        assertThat(ids(second)).startsWith("sp-14").endsWith("sp-5").hasSize(10);
        assertThat(ids(third)).containsExactly("sp-4", "sp-3", "sp-2", "sp-1", "sp-0");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void filtersNarrowAListAlsoTogether() {
        sprints.create(sprint("sp-1", "demo", "sparse attention in transformers"));
        sprints.create(sprint("sp-2", "other", "sparse matrices"));
        sprints.create(sprint("sp-3", "demo", "Überraschung: \"dense\" nets OR nothing"));
        sprints.project(projection("sp-1", 1, SprintStatus.RUNNING));

        assertThat(ids(new SprintFilter("demo", null, null, null))).containsExactly("sp-3", "sp-1");
        assertThat(ids(new SprintFilter("demo", SprintStatus.RUNNING, null, null)))
                .containsExactly("sp-1");
        assertThat(ids(new SprintFilter(null, null, "SPARS", null))).containsExactly("sp-2", "sp-1");
        assertThat(ids(new SprintFilter("other", null, "matri sparse", null))).containsExactly("sp-2");
        assertThat(ids(new SprintFilter(null, null, "uberr", null))).containsExactly("sp-3");
        assertThat(ids(new SprintFilter(null, null, "\"dense\" OR", null))).containsExactly("sp-3");
        assertThat(ids(new SprintFilter(null, null, "sp-2", null))).containsExactly("sp-2");
        assertThat(ids(new SprintFilter(null, null, "*\"'(", null))).hasSize(3);
        assertThat(ids(new SprintFilter(null, SprintStatus.FAILED, null, null))).isEmpty();
    }

    @Test
    void resultsAreSavedPieceByPieceAndCanBeSearched() {
        sprints.create(sprint("sp-1"));

        sprints.saveResults("sp-1", SprintResults.ofFiles("Summary of gradients", "# Report", null, null));
        StepReport step = new StepReport("report", StepStatus.COMPLETED, 1, NOW, NOW, new Usage(1, 2, 3, 4));
        sprints.saveResults(
                "sp-1",
                new SprintResults(" ", null, null, "none", "{\"acc\":1}", "s-9", new Usage(2, 3, 4, 5), List.of(step)));

        SprintDetail detail = sprints.detail("sp-1").orElseThrow();
        assertThat(detail.idea()).isEqualTo("Does it scale?");
        assertThat(detail.summary()).isEqualTo("Summary of gradients");
        assertThat(detail.metricsJson()).isEqualTo("{\"acc\":1}");
        assertThat(detail.row().sessionId()).isEqualTo("s-9");
        assertThat(detail.row().usage()).isEqualTo(new Usage(2, 3, 4, 5));
        assertThat(detail.steps()).containsExactly(step);
        assertThat(sprints.report("sp-1")).contains("# Report");
        assertThat(sprints.text("sp-1", TextKind.FINDINGS)).contains("none");
        assertThat(ids(new SprintFilter(null, null, "gradients scale", null))).containsExactly("sp-1");
        assertThat(ids(new SprintFilter(null, null, "gradients report", null))).containsExactly("sp-1");
        assertThat(sprints.texts(List.of("sp-1", "sp-x")))
                .isEqualTo(Map.of("sp-1", new SprintText("sp-1", "Does it scale?", "Summary of gradients", "{}")));
    }

    /** A runner's copy of the idea is cut and stripped; what a person stated stays byte by byte. */
    @Test
    void theRunnersIdeaCountsOnlyWhereNobodyStatedOne() {
        sprints.create(sprint("sp-1", "demo", "  stated by a person \n"));
        sprints.create(sprint("sp-2", "demo", " "));
        SprintResults results = new SprintResults("from the job", null, null, null, null, null, null, null);

        sprints.saveResults("sp-1", results);
        sprints.saveResults("sp-2", results);

        assertThat(sprints.detail("sp-1").orElseThrow().idea()).isEqualTo("  stated by a person \n");
        assertThat(sprints.find("sp-1").orElseThrow().ideaPreview()).isEqualTo("stated by a person");
        assertThat(sprints.detail("sp-2").orElseThrow().idea()).isEqualTo("from the job");
        assertThat(sprints.find("sp-2").orElseThrow().ideaPreview()).isEqualTo("from the job");
    }

    @Test
    void placesInLineFollowTheOrderOfCreationAndLeaveOutSleepers() {
        for (String id : List.of("sp-1", "sp-2", "sp-3", "sp-4")) {
            sprints.create(sprint(id));
        }
        sprints.project(projection("sp-1", 1, SprintStatus.QUEUED, 0, NOW.plusSeconds(9), null, null));
        sprints.project(projection("sp-2", 1, SprintStatus.QUEUED, 0, NOW.plusSeconds(1), null, null));
        sprints.project(projection("sp-3", 1, SprintStatus.QUEUED, 1, NOW, NOW.plusSeconds(60), null));
        sprints.project(projection("sp-4", 1, SprintStatus.QUEUED, 1, NOW, NOW.minusSeconds(60), null));

        assertThat(sprints.list(SprintFilter.ALL, null, 10).rows())
                .extracting(SprintRow::queuePosition)
                .containsExactly(3, null, 2, 1);
        assertThat(sprints.find("sp-1").orElseThrow().queuePosition()).isEqualTo(1);
    }

    @Test
    void slotHoldersHaveTheirJobs() {
        sprints.create(sprint("sp-1"));
        sprints.create(sprint("sp-2"));
        sprints.project(projection("sp-1", 1, SprintStatus.SUBMITTED));

        assertThat(sprints.slotHolders("local")).containsExactly("sp-1");
        assertThat(sprints.slotHolders("elsewhere")).isEmpty();
        assertThat(sprints.atWorkOn("local")).extracting(SprintRow::id).containsExactly("sp-1");
        assertThat(sprints.liveJobs("local"))
                .containsExactly(new LiveJob(
                        "sp-1",
                        1,
                        new JobRef("local", "4711", "rl-sp-1-1"),
                        "/work/sp-1",
                        SprintStatus.SUBMITTED,
                        null));
    }

    @Test
    void runTimesAreThoseOfTheNewestCompletedSprintsOfTheStudyWithTheAgent() {
        for (int i = 1; i <= 4; i++) {
            sprints.create(sprint("sp-" + i));
        }
        sprints.create(sprint("sp-5", "other", "Does it scale?"));
        sprints.project(projection("sp-1", 3, SprintStatus.COMPLETED));
        sprints.project(projection("sp-2", 4, SprintStatus.FAILED));
        sprints.project(projection("sp-3", 5, SprintStatus.COMPLETED));
        sprints.project(projection("sp-4", 6, SprintStatus.RUNNING));
        sprints.project(projection("sp-5", 7, SprintStatus.COMPLETED));

        assertThat(sprints.runTimes("demo", "scripted", 9))
                .containsExactlyInAnyOrder(Duration.ofSeconds(30), Duration.ofSeconds(50));
        assertThat(sprints.runTimes("demo", "scripted", 1)).hasSize(1);
        assertThat(sprints.runTimes("demo", "claude", 9)).isEmpty();
    }

    @Test
    void onlySprintsWithoutAWorkflowAreNotStarted() {
        for (String id : List.of("sp-1", "sp-2", "sp-3")) {
            sprints.create(sprint(id));
        }
        sprints.markWorkflowStarted("sp-1");
        sprints.project(projection("sp-3", 1, SprintStatus.QUEUED));

        assertThat(sprints.notStarted(10)).containsExactly("sp-2");
    }

    @Test
    void aWishToCancelIsKeptOnceWithItsDelivery() {
        sprints.create(sprint("sp-1"));

        Delivery first = sprints.requestCancel("sp-1", "by Ada").orElseThrow();
        Delivery second = sprints.requestCancel("sp-1", "by Bob").orElseThrow();

        assertThat(second).isEqualTo(first);
        assertThat(first.kind()).isEqualTo(DeliveryKind.CANCEL);
        assertThat(first.payloadJson()).isEqualTo("{\"reason\":\"by Ada\"}");
        assertThat(store.inbox().undelivered(10)).containsExactly(first);
        assertThat(sprints.snapshot("sp-1").cancelReason()).isEqualTo("by Ada");
    }

    @Test
    void whatHasEndedCannotBeCancelled() {
        sprints.create(sprint("sp-1"));
        sprints.project(projection("sp-1", 1, SprintStatus.COMPLETED));

        assertThat(sprints.requestCancel("sp-1", "late")).isEmpty();
        assertThat(sprints.requestCancel("sp-none", "what?")).isEmpty();
        assertThat(sprints.find("sp-1").orElseThrow().cancelReason()).isNull();
        assertThat(store.inbox().undelivered(10)).isEmpty();
    }

    @Test
    void countsFollowEveryChange() {
        sprints.create(sprint("sp-1"));
        sprints.create(sprint("sp-2"));
        sprints.project(projection("sp-2", 1, SprintStatus.RUNNING));
        sprints.project(projection("sp-2", 2, SprintStatus.RUNNING));
        sprints.project(projection("sp-2", 3, SprintStatus.FAILED));

        assertThat(sprints.counts())
                .hasSize(SprintStatus.values().length)
                .containsEntry(SprintStatus.PENDING, 1)
                .containsEntry(SprintStatus.RUNNING, 0)
                .containsEntry(SprintStatus.FAILED, 1);
    }

    @Test
    void aStudysCountsAreOfItsSprintsAlone() {
        sprints.create(sprint("sp-1", "demo", "one"));
        sprints.create(sprint("sp-2", "demo", "two"));
        sprints.create(sprint("sp-3", "other", "three"));
        sprints.project(projection("sp-2", 1, SprintStatus.FAILED));

        assertThat(sprints.counts("demo"))
                .hasSize(SprintStatus.values().length)
                .containsEntry(SprintStatus.PENDING, 1)
                .containsEntry(SprintStatus.RUNNING, 0)
                .containsEntry(SprintStatus.FAILED, 1);
        assertThat(sprints.counts("none").values()).containsOnly(0);
    }

    @Test
    void anUnknownSprintIsAbsentAndHasNoSnapshot() {
        assertThat(sprints.find("sp-x")).isEmpty();
        assertThat(sprints.detail("sp-x")).isEmpty();
        assertThat(sprints.report("sp-x")).isEmpty();
        assertThatThrownBy(() -> sprints.snapshot("sp-x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no sprint sp-x");
    }

    private List<String> ids(SprintFilter filter) {
        return ids(sprints.list(filter, null, 100));
    }

    private static List<String> ids(SprintPage page) {
        return page.rows().stream().map(SprintRow::id).toList();
    }
}
