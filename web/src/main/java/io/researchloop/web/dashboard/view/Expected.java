package io.researchloop.web.dashboard.view;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something is expected.
 *
 * @param at about then; null if that cannot be said
 * @param words what is said before the moment, or in its place; may be empty
 * @param basis where it is known from; may be empty
 */
public record Expected(@Nullable When at, String words, String basis) {
    public static final Expected TOO_EARLY = said("too early to say");

    public static Expected notBefore(Instant at, Clock clock) {
        return new Expected(When.onTheClock(at, clock.instant(), clock.getZone()), "not before ", "");
    }

    public static Expected byTheScheduler(Instant at, Clock clock) {
        return new Expected(
                When.onTheClock(at, clock.instant(), clock.getZone()), "about ", "as its scheduler reckons");
    }

    public static Expected said(String words) {
        return new Expected(null, words, "");
    }
}
