package io.researchloop.web.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatReaderTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");

    private static final Issues ISSUES = new Issues(1, 2, 3, 4, 5, 6, true);

    private static Optional<Heartbeat> read(String body) {
        return HeartbeatReader.read(body.getBytes(UTF_8));
    }

    /** Every field of the record: one that is added and not read here fails this. */
    @ParameterizedTest
    @EnumSource(StepStatus.class)
    void whatOurRunnersWriteIsReadAsItWas(StepStatus status) {
        StepReport begun = new StepReport("research", status, 2, NOON, null, new Usage(0.25, 7, 8, 9));
        StepReport ended = new StepReport("report", status, 1, NOON, NOON.plusSeconds(1), Usage.NONE, ISSUES);
        Heartbeat heartbeat = new Heartbeat(
                "sp-1",
                "red_team_1",
                "a line\n\ttab, \"quote\", \u00fc, \u2713, \ud835\udefc",
                List.of("a.png", "b/c.json"),
                "# Progress",
                "",
                3,
                1L << 40,
                NOON,
                "session",
                "claude",
                new Usage(1.5, 1, 2, 3),
                301L,
                List.of(begun, ended),
                "tw-1",
                "An idea",
                "Its reason",
                "gpu-a12");

        assertThat(read(Json.write(heartbeat))).contains(heartbeat);
    }

    /** Version 0.1 names the first six fields; a later one may name more than we know. */
    @Test
    void whatIsAbsentOrUnknownIsNoFault() {
        assertThat(
                        read(
                                "{\"mood\": [1, {\"a\": []}], \"sprint_id\": \"sp-1\", \"phase\": \"x\", \"idea\": null, \"steps\": null}"))
                .contains(new Heartbeat("sp-1", "x", null, null, null, null, 0, 0, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"sprint_id\": \"sp-1\"}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\"",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\"} {}",
                "{\"sprint_id\": \"sp-1\", \"phase\": 7}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"attempt\": \"3\"}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"attempt\": 3.5}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"attempt\": 3000000000}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"at\": \"noon\"}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"recent_files\": 7}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"recent_files\": [7]}",
                "{\"sprint_id\": \"sp-1\", \"phase\": \"x\", \"steps\": [{\"name\": \"a\", \"status\": \"lost\"}]}",
                "{'sprint_id': 'sp-1', 'phase': 'x'}",
            })
    void whatIsOutOfTheOrdinaryIsLeftToThePatientReader(String body) {
        assertThat(read(body)).isEmpty();
    }
}
