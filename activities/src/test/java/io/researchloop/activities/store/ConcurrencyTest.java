package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.heartbeat;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Heartbeat;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    private static final int THREADS = 64;

    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private Store store;

    @BeforeEach
    void open(@TempDir Path folder) {
        store = StoreFixture.open(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        store.close();
    }

    @Test
    void sixtyFourThreadsReadAndWriteAndNobodyIsTurnedAway() throws Exception {
        everybody(thread -> {
            for (int i = 0; i < 20; i++) {
                String id = "sp-" + thread + "-" + i;
                store.sprints().create(sprint(id));
                assertThat(store.progress().heartbeat(heartbeat(id, 1, 1))).isTrue();
                assertThat(store.sprints().detail(id)).isPresent();
                assertThat(store.sprints().list(SprintFilter.ALL, null, 10).rows())
                        .isNotEmpty();
                assertThat(store.inbox()
                                .add("d-" + id, id, DeliveryKind.RUNNER_ENDED, "{}")
                                .delivered())
                        .isFalse();
            }
        });

        assertThat(store.sprints().counts().values().stream().mapToInt(n -> n).sum())
                .isEqualTo(THREADS * 20);
        assertThat(store.inbox().undelivered(10_000)).hasSize(THREADS * 20);
    }

    @Test
    void ofManyRepeatsOfOneRequestOneCreates() throws Exception {
        IdempotencyEntry answer = new IdempotencyEntry("key", "POST /api/sprints", "sha", 201, "{}", StoreFixture.NOW);

        everybody(thread -> store.sprints().create(sprint("sp-" + thread), answer));

        assertThat(store.sprints().list(SprintFilter.ALL, null, 100).rows()).hasSize(1);
    }

    @Test
    void ofManyRepeatsOfOneDeliveryOneIsKept() throws Exception {
        everybody(thread -> store.inbox().add("same", "sp-1", DeliveryKind.RUNNER_ENDED, "{}"));

        assertThat(store.inbox().undelivered(100)).hasSize(1);
    }

    @Test
    void allGetTheSameKeyFromTheFirstStart() throws Exception {
        List<String> keys = java.util.Collections.synchronizedList(new ArrayList<>());

        everybody(thread -> keys.add(store.settings().getOrCreate("key", () -> "made by " + thread)));

        assertThat(keys).hasSize(THREADS).containsOnly(keys.get(0));
    }

    /** The rate is printed and not asserted: it is the machine's. The bench has the targets. */
    @Test
    void heartbeatsOfFourKilobytesAreAllDurable() throws Exception {
        int beats = 300;
        String log = "x".repeat(4_000);
        for (int thread = 0; thread < THREADS; thread++) {
            store.sprints().create(sprint("sp-" + thread));
        }
        everybody(thread -> beat(thread, 1, 100, log));

        long start = System.nanoTime();
        everybody(thread -> beat(thread, 101, beats, log));
        double seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf(
                Locale.ROOT, "heartbeats: %.0f/s durable at c=%d%n", THREADS * (beats - 100) / seconds, THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            assertThat(store.sprints().find("sp-" + thread).orElseThrow().turns())
                    .isEqualTo(beats);
        }
    }

    private void beat(int thread, int from, int to, String log) {
        for (int i = from; i <= to; i++) {
            Heartbeat beat = heartbeat("sp-" + thread, 1, i);
            assertThat(store.progress()
                            .heartbeat(new Heartbeat(
                                    beat.sprintId(),
                                    beat.phase(),
                                    log,
                                    beat.recentFiles(),
                                    beat.progress(),
                                    beat.outputLog(),
                                    1,
                                    i,
                                    beat.at(),
                                    beat.sessionId(),
                                    beat.agent(),
                                    beat.usage(),
                                    beat.silentSeconds(),
                                    beat.steps())))
                    .isTrue();
        }
    }

    private interface ByThread {
        void run(int thread);
    }

    private void everybody(ByThread work) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            calls.add(() -> {
                work.run(thread);
                return thread;
            });
        }
        for (Future<Integer> call : callers.invokeAll(calls)) {
            call.get();
        }
    }
}
