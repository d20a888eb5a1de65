package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.LiveView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FinalWordsTest {
    @Test
    void collectedFilesAreNewerThanTheLastHeartbeat() {
        FinalWords.Collected files = new FinalWords.Collected("epoch 3\nCUDA error", "slurmstepd: killed\n", "log");

        assertThat(FinalWords.of(files, live("epoch 1", "early log")))
                .containsExactly(
                        new FinalWords("script’s output", "epoch 3\nCUDA error"),
                        new FinalWords("job’s output", "slurmstepd: killed"));
    }

    @Test
    void theHeartbeatSpeaksForFilesThatNobodyCouldCollect() {
        assertThat(FinalWords.of(FinalWords.Collected.NOTHING, live("epoch 1", "early log")))
                .containsExactly(new FinalWords("script’s output", "epoch 1"));
        assertThat(FinalWords.of(FinalWords.Collected.NOTHING, null)).isEmpty();
    }

    @Test
    void theAgentsLogIsShownOnlyWhereNothingElseIsSaid() {
        assertThat(FinalWords.of(new FinalWords.Collected(" \n", null, "late log"), live(null, "early log")))
                .containsExactly(new FinalWords("agent’s log", "late log"));
    }

    @Test
    void theEndOfALongTextIsShown() {
        String lines = IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).collect(Collectors.joining("\n"));
        FinalWords.Collected files = new FinalWords.Collected(lines, "x".repeat(5000) + "!", null);

        List<FinalWords> words = FinalWords.of(files, null);

        assertThat(words.get(0).text()).startsWith("89\n").endsWith("\n100");
        assertThat(words.get(1).text()).startsWith("…x").endsWith("x!").hasSize(4001);
    }

    private static LiveView live(@Nullable String output, String log) {
        return new LiveView(1, "research", Instant.EPOCH, null, log, output, List.of(), null, null);
    }
}
