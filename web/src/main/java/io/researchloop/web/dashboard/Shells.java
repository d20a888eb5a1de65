package io.researchloop.web.dashboard;

import io.researchloop.web.command.WorkflowGateway;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Builds the {@link Shell} of a request. */
@Component
class Shells {
    static final String THEME_COOKIE = "researchloop_theme";
    private static final Set<String> THEMES = Set.of("system", "light", "dark");

    private final WorkflowGateway gateway;
    private final Needs needs;
    private final Clock clock;
    private final String version;

    Shells(WorkflowGateway gateway, Needs needs, Clock clock) {
        this.gateway = gateway;
        this.needs = needs;
        this.clock = clock;
        this.version = Optional.ofNullable(Shells.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    Shell of(HttpServletRequest request) {
        return of(
                request,
                () -> needs.count(LastVisit.of(request, clock.instant()).before()));
    }

    /** For a page that says that the server cannot do its work: it asks nothing of it. */
    Shell ofDefect(HttpServletRequest request) {
        return of(request, () -> 0);
    }

    private Shell of(HttpServletRequest request, Supplier<Integer> needing) {
        return new Shell(
                theme(request),
                nav(request.getRequestURI()),
                signedIn(),
                version,
                clock.getZone().getId(),
                EngineStatusView.of(gateway.engine()),
                needing);
    }

    static boolean isTheme(String theme) {
        return THEMES.contains(theme);
    }

    private static String theme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(THEME_COOKIE) && isTheme(cookie.getValue())) {
                    return cookie.getValue();
                }
            }
        }
        return "system";
    }

    private static String nav(String path) {
        for (String part : new String[] {"sprints", "loops", "studies", "clusters", "settings"}) {
            if (path.startsWith("/dashboard/" + part)) {
                return part;
            }
        }
        return path.equals("/dashboard/") || path.equals("/dashboard") ? "home" : "";
    }

    private static boolean signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }
}
