package io.researchloop.bench.phase;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnoverTest {
    @Test
    void countsFromACompletionToTheNextJob() {
        assertThat(Turnover.gaps(List.of(sprint(2, 900), sprint(1, 500), sprint(4, 100))))
                .containsExactly(200L, 400L);
    }

    @Test
    void knowsNothingOfASprintWithoutTimes() {
        JsonObject bare = sprint(1, 0);
        bare.remove("attempts");

        assertThat(Turnover.gaps(List.of(bare, sprint(2, 0)))).isEmpty();
    }

    /** Submitted at that time, completed a second later. */
    private static JsonObject sprint(int second, int millis) {
        return JsonParser.parseString("""
                        {"completed_at": "2026-01-01T00:00:0%d.%03dZ",
                         "attempts": [{"submitted_at": "2026-01-01T00:00:0%d.%03dZ"}]}
                        """.formatted(second + 1, millis, second, millis))
                .getAsJsonObject();
    }
}
