package io.researchloop.web.dashboard;

import io.researchloop.web.command.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Light, dark, or as the system has it: kept in a cookie, so that the server can draw it right at once. */
@Controller
class ThemeController {
    @PostMapping("/dashboard/theme")
    String theme(
            @RequestParam String theme,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!Shells.isTheme(theme)) {
            throw Rejection.invalid("theme: expected system, light or dark");
        }
        ResponseCookie cookie = ResponseCookie.from(Shells.THEME_COOKIE, theme)
                .path("/dashboard")
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return "redirect:" + back(from);
    }

    /** To the page where it was chosen, but only ever to one of ours. */
    private static String back(@Nullable String from) {
        if (from != null) {
            try {
                URI uri = URI.create(from);
                String path = uri.getRawPath();
                if (path != null && path.startsWith("/dashboard/") && !path.contains("//")) {
                    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
                }
            } catch (IllegalArgumentException e) {
                return "/dashboard/";
            }
        }
        return "/dashboard/";
    }
}
