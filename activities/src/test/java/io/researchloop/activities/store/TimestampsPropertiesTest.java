package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class TimestampsPropertiesTest {
    private static final long YEAR_9999 = 253_370_764_800_000L;

    @Property
    void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = 0, max = YEAR_9999) long millis) {
        Instant time = Instant.ofEpochMilli(millis);

        assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time);
    }

    @Property
    void textsSortAsTheirTimesDo(
            @ForAll @LongRange(min = 0, max = YEAR_9999) long first,
            @ForAll @LongRange(min = 0, max = YEAR_9999) long second) {
        assertThat(Integer.signum(Timestamps.format(Instant.ofEpochMilli(first))
                        .compareTo(Timestamps.format(Instant.ofEpochMilli(second)))))
                .isEqualTo(Long.compare(first, second));
    }

    @Example
    void finerTimesAreCutToMilliseconds() {
        Instant time = Instant.parse("2026-01-31T12:00:00.123999999Z");

        assertThat(Timestamps.parse(Timestamps.format(time))).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
    }

    @Example
    void whatIsNoTimeIsRefused() {
        assertThatThrownBy(() -> Timestamps.parse("2026-01-31 12:00:00.12xZ"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
