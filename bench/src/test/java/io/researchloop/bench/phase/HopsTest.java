package io.researchloop.bench.phase;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HopsTest {
    private static final String SPRINT = """
            {"created_at": "2026-01-01T00:00:00.000Z", "queued_at": "2026-01-01T00:00:00.050Z",
             "completed_at": "2026-01-01T00:00:01.300Z",
             "attempts": [{"submitted_at": "2026-01-01T00:00:00.200Z"}],
             "steps": [{"started_at": "2026-01-01T00:00:00.600Z", "ended_at": "2026-01-01T00:00:00.700Z"},
                       {"started_at": "2026-01-01T00:00:00.700Z", "ended_at": "2026-01-01T00:00:01Z"}]}
            """;

    @Test
    void dividesAFinishedSprintsTimeAmongItsHops() {
        assertThat(Hops.of(sprint()))
                .hasValue(new Hops(
                        Duration.ofMillis(50),
                        Duration.ofMillis(150),
                        Duration.ofMillis(400),
                        Duration.ofMillis(400),
                        Duration.ofMillis(300)));
    }

    @Test
    void knowsNothingWhereATimeIsMissing() {
        for (String field : new String[] {"created_at", "queued_at", "completed_at", "attempts", "steps"}) {
            JsonObject sprint = sprint();
            sprint.remove(field);

            assertThat(Hops.of(sprint)).as("without %s", field).isEmpty();
        }
    }

    private static JsonObject sprint() {
        return JsonParser.parseString(SPRINT).getAsJsonObject();
    }
}
