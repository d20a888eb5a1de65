package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LastVisitTest {
    private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

    @Test
    void theFirstVisitHasNoneBefore() {
        assertThat(visit(null, NOW)).isEqualTo(new LastVisit(null, NOW));
    }

    @Test
    void aReloadDoesNotMakeNewsOld() {
        LastVisit morning = visit(null, NOW.minus(Duration.ofHours(7)));
        LastVisit now = visit(morning, NOW);

        LastVisit reloaded = visit(now, NOW.plus(Duration.ofMinutes(20)));
        LastVisit again = visit(reloaded, NOW.plus(Duration.ofMinutes(45)));

        assertThat(now.before()).isEqualTo(morning.latest());
        assertThat(again.before()).isEqualTo(morning.latest());
    }

    @Test
    void aVisitEndsAfterHalfAnHourWithoutALook() {
        LastVisit first = visit(null, NOW);

        LastVisit second = visit(first, NOW.plus(Duration.ofMinutes(31)));

        assertThat(second.before()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x-y", "99999999999999-1", "1--1"})
    void whatSomebodyElseWroteIsNoVisit(String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie(LastVisit.COOKIE, value));

        assertThat(LastVisit.of(request, NOW)).isEqualTo(new LastVisit(null, NOW));
    }

    private static LastVisit visit(@Nullable LastVisit before, Instant now) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (before != null) {
            request.setCookies(new Cookie(LastVisit.COOKIE, before.cookie(false).getValue()));
        }
        return LastVisit.of(request, now);
    }
}
