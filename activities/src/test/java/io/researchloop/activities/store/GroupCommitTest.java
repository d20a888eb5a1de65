package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class GroupCommitTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<String> told = new ArrayList<>();
    private final AtomicReference<Throwable> listenerFailure = new AtomicReference<>();
    private Path folder;
    private Store store;
    private GroupCommit writes;
    private JdbcTemplate jdbc;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = StoreFixture.open(folder, Clock.systemUTC(), told::add, this::nosyListener);
        writes = store.database().writes();
        jdbc = store.database().jdbc();
    }

    @AfterEach
    void close() {
        store.close();
        callers.shutdownNow();
    }

    private void nosyListener(String sprintId) {
        if (sprintId.equals("sp-writing-listener")) {
            try {
                store.settings().put("never", "written");
            } catch (IllegalStateException e) {
                listenerFailure.set(e);
                throw e;
            }
        }
    }

    @Test
    void aFailingWriteTakesBackOnlyItself() throws Exception {
        List<CompletableFuture<Integer>> batch = inOneBatch(20, i -> {
            put("key-" + i);
            if (i % 4 == 0) {
                throw new IllegalStateException("number " + i);
            }
            return i;
        });

        for (int i = 0; i < 20; i++) {
            CompletableFuture<Integer> write = batch.get(i);
            if (i % 4 == 0) {
                assertThat(write)
                        .failsWithin(java.time.Duration.ofSeconds(5))
                        .withThrowableThat()
                        .withMessageContaining("number " + i);
                assertThat(store.settings().get("key-" + i)).isEmpty();
            } else {
                assertThat(write.get()).isEqualTo(i);
                assertThat(store.settings().get("key-" + i)).isPresent();
            }
        }
    }

    @Test
    void aViolatedConstraintReachesItsCallerAlone() throws Exception {
        List<CompletableFuture<Integer>> batch = inOneBatch(3, i -> {
            put("before-" + i);
            return i == 1 ? jdbc.update("insert into setting (name) values ('no value')") : put("after-" + i);
        });

        assertThat(batch.get(0).get()).isEqualTo(1);
        assertThatThrownBy(() -> batch.get(1).get()).hasCauseInstanceOf(DataAccessException.class);
        assertThat(batch.get(2).get()).isEqualTo(1);
        assertThat(store.settings().get("before-1")).isEmpty();
        assertThat(store.settings().get("after-2")).isPresent();
    }

    @Test
    void aWriteOutsideTheGroupCommitIsRefusedBySqlite() {
        assertThatThrownBy(() -> put("smuggled")).isInstanceOf(StoreUnavailable.class);
        assertThat(store.settings().get("smuggled")).isEmpty();
    }

    @Test
    void aWriteWithinAWriteIsPartOfIt() {
        assertThatThrownBy(() -> writes.write(() -> {
                    writes.write(() -> {
                        put("inner");
                    });
                    throw new IllegalStateException("outer");
                }))
                .hasMessage("outer");

        assertThat(store.settings().get("inner")).isEmpty();
    }

    @Test
    void aWriteSeesItsOwnChangesAndOthersSeeThemAfterTheCommit() {
        boolean seenBySelf = writes.write(() -> {
            put("mine");
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                    () -> store.settings().get("mine").isPresent(), callers);
            assertThat(other.join()).isFalse();
            return store.settings().get("mine").isPresent();
        });

        assertThat(seenBySelf).isTrue();
        assertThat(store.settings().get("mine")).isPresent();
    }

    @Test
    void listenersHearOfCommittedChangesOnly() {
        store.sprints().create(sprint("sp-1"));
        assertThatThrownBy(() -> writes.write(() -> {
                    store.sprints().create(sprint("sp-2"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        store.settings().put("the listener", "has been called by now");

        assertThat(told).containsExactly("sp-1");
    }

    @Test
    void aListenerThatWritesIsToldOffAndNobodyHangs() {
        store.sprints().create(sprint("sp-writing-listener"));
        store.settings().put("still", "alive");

        assertThat(listenerFailure.get()).hasMessageContaining("a listener must not write");
        assertThat(store.settings().get("never")).isEmpty();
    }

    @Test
    void closingFinishesWhatIsQueuedAndRefusesTheRest() throws Exception {
        HeldWriter held = new HeldWriter(writes, callers);
        CompletableFuture<Integer> second =
                CompletableFuture.supplyAsync(() -> writes.write(() -> put("second")), callers);
        held.awaitQueued(1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(store::close, callers);
        held.release();

        assertThat(second.get()).isEqualTo(1);
        closing.get();
        assertThatThrownBy(() -> store.settings().put("third", ""))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("shutting down");
        store = StoreFixture.open(folder);
        assertThat(store.settings().get("second")).isPresent();
        assertThat(store.settings().get("third")).isEmpty();
    }

    private int put(String name) {
        return jdbc.update("insert into setting (name, value) values (?, '')", Bind.of(name));
    }

    /** Holds the writer's thread until all are queued, so that they share a commit. */
    private List<CompletableFuture<Integer>> inOneBatch(int count, java.util.function.IntFunction<Integer> work)
            throws InterruptedException {
        HeldWriter held = new HeldWriter(writes, callers);
        List<CompletableFuture<Integer>> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            batch.add(CompletableFuture.supplyAsync(() -> writes.write(() -> work.apply(number)), callers));
            held.awaitQueued(i + 1);
        }
        held.release();
        return batch;
    }
}
