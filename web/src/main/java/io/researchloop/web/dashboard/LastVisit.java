package io.researchloop.web.dashboard;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/**
 * When a browser was here before. A visit goes on while the home page is opened again within half an hour; only then is
 * the one before it the last, so that a reload does not make everything old.
 *
 * @param before the end of the visit before this one; null at the first
 * @param latest when the home page was last opened in this visit
 */
record LastVisit(@Nullable Instant before, Instant latest) {
    static final String COOKIE = "researchloop_visit";
    private static final Duration VISIT = Duration.ofMinutes(30);
    private static final Pattern VALUE = Pattern.compile("(\\d{0,11})-(\\d{1,11})");

    static LastVisit of(HttpServletRequest request, Instant now) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                Matcher value = VALUE.matcher(cookie.getValue());
                if (cookie.getName().equals(COOKIE) && value.matches()) {
                    return after(moment(value.group(1)), Instant.ofEpochSecond(Long.parseLong(value.group(2))), now);
                }
            }
        }
        return new LastVisit(null, now);
    }

    private static LastVisit after(@Nullable Instant before, Instant latest, Instant now) {
        return new LastVisit(Duration.between(latest, now).compareTo(VISIT) > 0 ? latest : before, now);
    }

    private static @Nullable Instant moment(String seconds) {
        return seconds.isEmpty() ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
    }

    ResponseCookie cookie(boolean secure) {
        String first = before == null ? "" : String.valueOf(before.getEpochSecond());
        return ResponseCookie.from(COOKIE, first + "-" + latest.getEpochSecond())
                .path("/dashboard/")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(secure)
                .maxAge(Duration.ofDays(365))
                .build();
    }
}
