package io.researchloop.web.dashboard.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number that decides, with its frame.
 *
 * @param small what the value is measured by, for example {@code of 4 h}
 * @param ticksFrom lets the browser count the value on as a duration since then
 */
public record Fact(
        String label,
        String value,
        String small,
        String note,
        @Nullable Meter meter,
        @Nullable TrackView track,
        @Nullable Instant ticksFrom) {
    static Fact of(String label, String value, String small, String note) {
        return new Fact(label, value, small, note, null, null, null);
    }

    /** True for the one that takes a whole line on a phone. */
    public boolean wide() {
        return track != null;
    }
}
