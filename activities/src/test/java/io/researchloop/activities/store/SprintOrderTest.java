package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.projection;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SprintOrderTest {
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
    void aListBeginsWhereItsOrderSaysAndGoesOnFromItsCursor() {
        for (int i = 0; i < 7; i++) {
            sprints.create(sprint("sp-" + i));
            sprints.saveResults("sp-" + i, spent(i * 3 % 7));
        }
        sprints.project(projection("sp-4", 1, SprintStatus.CANCELLED));

        assertThat(walk(SprintOrder.OLDEST)).containsExactly("sp-0", "sp-1", "sp-2", "sp-3", "sp-4", "sp-5", "sp-6");
        assertThat(walk(SprintOrder.DEAREST)).containsExactly("sp-2", "sp-4", "sp-6", "sp-1", "sp-3", "sp-5", "sp-0");
        assertThat(walk(SprintOrder.CHEAPEST)).containsExactly("sp-0", "sp-5", "sp-3", "sp-1", "sp-6", "sp-4", "sp-2");
        assertThat(walk(SprintOrder.ENDED_LAST)).containsExactly("sp-4");
    }

    @Test
    void equalsInAnOrderAreEachShownOnce() {
        for (int i = 0; i < 9; i++) {
            sprints.create(sprint("sp-" + i));
        }

        assertThat(walk(SprintOrder.DEAREST)).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void aSpanOfTimeHasItsBeginningAndNotItsEnd() {
        for (int day = 0; day < 5; day++) {
            sprints.create(at(sprint("sp-" + day), day(day)));
        }

        assertThat(created(day(1), day(3), SprintOrder.NEWEST)).containsExactly("sp-2", "sp-1");
        assertThat(created(day(1), null, SprintOrder.OLDEST)).containsExactly("sp-1", "sp-2", "sp-3", "sp-4");
        assertThat(created(day(2), day(4), SprintOrder.DEAREST)).containsExactly("sp-3", "sp-2");
        assertThat(created(null, NOW, SprintOrder.NEWEST)).isEmpty();
        assertThat(created(day(5), null, SprintOrder.OLDEST)).isEmpty();
    }

    private List<String> created(@Nullable Instant since, @Nullable Instant until, SprintOrder order) {
        return ids(sprints.list(SprintFilter.ALL.created(since, until), order, null, 10));
    }

    private List<String> walk(SprintOrder order) {
        List<String> seen = new ArrayList<>();
        Long cursor = null;
        do {
            SprintPage page = sprints.list(SprintFilter.ALL, order, cursor, 2);
            seen.addAll(ids(page));
            cursor = page.nextCursor();
        } while (cursor != null);
        return seen;
    }

    private static List<String> ids(SprintPage page) {
        return page.rows().stream().map(SprintRow::id).toList();
    }

    private static Instant day(int number) {
        return NOW.plus(Duration.ofDays(number));
    }

    private static SprintResults spent(double cost) {
        return new SprintResults(null, null, null, null, null, null, new Usage(cost, 1, 1, 1), null);
    }

    private static NewSprint at(NewSprint like, Instant created) {
        return new NewSprint(
                like.id(),
                like.studyName(),
                like.cluster(),
                like.idea(),
                like.directory(),
                like.agent(),
                like.model(),
                like.maxCostUsd(),
                like.maxRunSeconds(),
                like.maxAttempts(),
                like.graceSeconds(),
                like.jobOptions(),
                like.loopId(),
                like.resubmitOf(),
                like.startedBy(),
                created);
    }
}
