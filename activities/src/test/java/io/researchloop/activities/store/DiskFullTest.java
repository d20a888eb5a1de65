package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.heartbeat;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
    private Path folder;
    private Store store;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = StoreFixture.open(folder, Clock.systemUTC());
        store.sprints().create(sprint("sp-1"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aFullDiskIsToldAsSuchAndLeavesNothingHalfWritten() {
        pages(1);

        StoreUnavailable refused = catchThrowableOfType(
                StoreUnavailable.class, () -> store.sprints().create(sprint("sp-2", "demo", "x".repeat(1 << 20))));

        assertThat(refused.full()).isTrue();
        assertThat(refused).hasMessageContaining("no room").hasMessageContaining("test.db");
        assertThat(store.sprints().find("sp-2")).isEmpty();
        assertThat(store.sprints().text("sp-2", TextKind.IDEA)).isEmpty();
        assertThat(store.events().last("sp-2")).isZero();
        assertThat(store.sprints().counts().values().stream().mapToInt(n -> n).sum())
                .isEqualTo(1);
    }

    @Test
    void readingGoesOnWhileTheDiskIsFullAndWritingAfterwards() {
        pages(1);
        assertThatThrownBy(() -> store.sprints().create(sprint("sp-2", "demo", "x".repeat(1 << 20))))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(store.sprints().list(SprintFilter.ALL, null, 10).rows()).hasSize(1);

        pages(1 << 30);

        store.sprints().create(sprint("sp-2", "demo", "x".repeat(1 << 20)));
        assertThat(store.sprints().find("sp-2")).isPresent();
        assertThat(store.progress().heartbeat(heartbeat("sp-1", 1, 1))).isTrue();
    }

    @Test
    void whatHasRoomIsStoredThoughItSharesACommitWithWhatHasNot() throws Exception {
        pages(1);
        ExecutorService callers = Executors.newFixedThreadPool(3);
        HeldWriter held = new HeldWriter(store.database().writes(), callers);
        Future<?> small = callers.submit(() -> store.settings().put("small", "fits"));
        Future<?> big = callers.submit(() -> store.settings().put("big", "x".repeat(1 << 20)));
        held.awaitQueued(2);
        held.release();

        small.get();
        assertThatThrownBy(big::get).hasCauseInstanceOf(StoreUnavailable.class);
        assertThat(store.settings().get("small")).contains("fits");
        assertThat(store.settings().get("big")).isEmpty();
        callers.shutdownNow();
    }

    @Test
    void aFileThatAnotherProgramLocksIsToldAsSuchAndWrittenAgainLater() throws Exception {
        try (Connection browser = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
                Statement statement = browser.createStatement()) {
            statement.executeUpdate("begin immediate");
            StoreUnavailable refused = catchThrowableOfType(
                    StoreUnavailable.class, () -> store.settings().put("a", "b"));
            assertThat(refused.full()).isFalse();
            assertThat(refused).hasMessageContaining("locked by another program");
            statement.executeUpdate("rollback");
        }

        store.settings().put("a", "b");

        assertThat(store.settings().get("a")).contains("b");
    }

    @Test
    void aStoreThatIsClosedSaysSoOnEveryCall() {
        store.close();

        List<Runnable> calls = List.of(
                () -> store.settings().put("a", "b"), () -> store.settings().get("a"), () -> store.sprints()
                        .find("sp-1"));

        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call::run).isInstanceOf(StoreUnavailable.class));
    }

    /** SQLite's own limit on the file's size: the code that a full disk takes. It is never below what is in use. */
    private void pages(int limit) {
        store.database().writes().write(() -> {
            store.database().jdbc().queryForObject("pragma max_page_count = " + limit, Long.class);
        });
    }
}
