package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedSpanTest {
    private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-22T23:00:00Z, 2026-11-23T23:00:00Z",
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
        "90m, 2026-11-26T13:30:00Z, 2026-11-26T13:30:00Z",
        "24h, 2026-11-25T15:00:00Z, 2026-11-25T15:00:00Z",
        "7d, 2026-11-19T15:00:00Z, 2026-11-19T15:00:00Z"
    })
    void aDayIsMeantAsAWholeAndInTheReadersZone(String text, String since, String until) {
        CreatedSpan span = span(text, text);

        assertThat(span.since()).isEqualTo(Instant.parse(since));
        assertThat(span.until()).isEqualTo(Instant.parse(until));
    }

    @Test
    void nothingTypedIsNoEnd() {
        assertThat(span(null, " ")).isEqualTo(new CreatedSpan(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "2026-02-30", "7w", "-3d", "2026-11-23 10:00", "''"})
    void whatIsNoTimeIsRefusedByName(String text) {
        assertThatThrownBy(() -> span(null, text))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("until: expected a day like")
                .hasMessageContaining(text);
    }

    private static CreatedSpan span(@Nullable String since, @Nullable String until) {
        return CreatedSpan.of(since, until, NOW, ZoneId.of("Europe/Berlin"));
    }
}
