package io.researchloop.activities.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times in messages: their readers may be in any zone, so it is named. */
final class UtcTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private UtcTime() {}

    static String of(@Nullable Instant time) {
        return time == null ? "some time" : FORMAT.format(time);
    }
}
