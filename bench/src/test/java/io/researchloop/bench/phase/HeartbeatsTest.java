package io.researchloop.bench.phase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {
    @Test
    void sendsFourKibibytesThatEveryVersionOfTheApiUnderstands() {
        String body = Heartbeats.body("sp-0123abcd");

        assertThat(body.getBytes(UTF_8)).hasSize(4096);
        assertThat(JsonParser.parseString(body).getAsJsonObject().keySet())
                .containsExactlyInAnyOrder("sprint_id", "phase", "log_tail", "recent_files", "progress", "output_log");
    }
}
