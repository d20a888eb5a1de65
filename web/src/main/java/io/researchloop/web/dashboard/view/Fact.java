package io.researchloop.web.dashboard.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number that decides, with its frame.
 *
 * @param small what the value is measured by, for example {@code of 4 h}
 * @param when the value as a moment; then {@code value} is empty
 * @param ticksFrom lets the browser count the value on as a duration since then
 */
public record Fact(
        String label,
        String value,
        String small,
        String note,
        @Nullable Meter meter,
        @Nullable TrackView track,
        @Nullable When when,
        @Nullable Instant ticksFrom) {
    Fact(
            String label,
            String value,
            String small,
            String note,
            @Nullable Meter meter,
            @Nullable TrackView track,
            @Nullable Instant ticksFrom) {
        this(label, value, small, note, meter, track, null, ticksFrom);
    }

    static Fact of(String label, String value, String small, String note) {
        return new Fact(label, value, small, note, null, null, null);
    }

    static Fact of(String label, When when, String note) {
        return new Fact(label, "", "", note, null, null, when, null);
    }

    /** True for the one that takes a whole line on a phone. */
    public boolean wide() {
        return track != null;
    }
}
