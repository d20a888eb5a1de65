package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.ClusterState;
import io.researchloop.activities.store.Store;
import io.researchloop.activities.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachabilityTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private Store store;
    private Reachability reachability;

    @BeforeEach
    void open() {
        store = Store.open(new StoreSettings(folder.resolve("test.db")), Clock.systemUTC(), Stream::of);
        reachability = new Reachability(store.clusters(), List.of(told::add));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void oneFailureIsSeenAndThreeOnEndPause() {
        reachability.answered("hpc", NOW);
        reachability.failed("hpc", NOW.plusSeconds(1), "refused");
        reachability.failed("hpc", NOW.plusSeconds(2), "refused");

        assertThat(state()).isEqualTo(new ClusterState("hpc", NOW, NOW, null, "refused"));
        assertThat(told).hasSize(2);

        reachability.failed("hpc", NOW.plusSeconds(4), "refused");
        assertThat(state()).isEqualTo(new ClusterState("hpc", NOW, null, NOW.plusSeconds(1), "refused"));
        assertThat(told).hasSize(3);
        assertThat(reachability.failures("hpc")).isEqualTo(3);
    }

    @Test
    void theFirstAnswerEndsThePauseAndPagesHearOfChangesOnly() {
        for (int i = 0; i < 50; i++) {
            reachability.failed("hpc", NOW.plusSeconds(i), "refused");
        }
        assertThat(told).hasSize(2);
        reachability.failed("hpc", NOW.plusSeconds(60), "no route");
        assertThat(told).hasSize(3);

        reachability.answered("hpc", NOW.plusSeconds(70));
        reachability.answered("hpc", NOW.plusSeconds(71));

        assertThat(told).hasSize(4);
        assertThat(state()).isEqualTo(new ClusterState("hpc", NOW.plusSeconds(71), NOW.plusSeconds(70), null, null));
        assertThat(reachability.failures("hpc")).isZero();
    }

    @Test
    void failuresThatAreNotInARowDoNotPause() {
        for (int i = 0; i < 9; i++) {
            reachability.failed("hpc", NOW, "refused");
            reachability.failed("hpc", NOW, "refused");
            reachability.answered("hpc", NOW);
        }

        assertThat(state().pausedSince()).isNull();
        assertThat(state().reachableSince()).isEqualTo(NOW);
    }

    private ClusterState state() {
        return store.clusters().all().get("hpc");
    }
}
