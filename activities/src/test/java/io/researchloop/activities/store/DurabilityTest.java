package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    private static final int ROUNDS = 5;

    @Test
    void whatWasAcknowledgedOutlivesAKillAtAnyMoment(@TempDir Path folder) throws Exception {
        Random random = new Random();
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(killed(folder, "sp-" + round + "-", 1 + random.nextInt(400)));
        }

        try (Store store = StoreFixture.open(folder)) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS);
            assertThat(acknowledged).allSatisfy(id -> {
                SprintDetail detail = store.sprints().detail(id).orElseThrow();
                assertThat(detail.idea()).isEqualTo("Does it scale?");
            });
            assertThat(store.database().jdbc().queryForObject("pragma integrity_check", String.class))
                    .isEqualTo("ok");
            assertThat(store.database()
                            .jdbc()
                            .queryForObject(
                                    "select count(*) from sprint where id not in (select sprint_id from sprint_text)",
                                    Integer.class))
                    .isZero();
        }
    }

    /** Ids that the child told us of before it was killed, after so many of them. */
    private static Set<String> killed(Path folder, String prefix, int after) throws IOException, InterruptedException {
        Process child = ChildStore.start(folder, prefix);
        Set<String> told = new HashSet<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            boolean alive = true;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(prefix)) {
                    told.add(line);
                }
                if (alive && told.size() >= after) {
                    // Not by the process itself, which would close its output with what is still to be read.
                    child.toHandle().destroyForcibly();
                    alive = false;
                }
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return told;
    }
}
