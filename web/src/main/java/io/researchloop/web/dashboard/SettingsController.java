package io.researchloop.web.dashboard;

import io.researchloop.activities.store.TokenRow;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.web.security.AccessTokens;
import io.researchloop.web.security.Passwords;
import io.researchloop.web.security.SessionCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** API tokens, password, sessions, notifications, the engine, and how the pages look. */
@Controller
class SettingsController {
    private static final int MAX_NAME = 80;

    private final AccessTokens tokens;
    private final Passwords passwords;
    private final WorkflowGateway gateway;
    private final NoticesModel notices;
    private final Clock clock;

    SettingsController(
            AccessTokens tokens, Passwords passwords, WorkflowGateway gateway, NoticesModel notices, Clock clock) {
        this.tokens = tokens;
        this.passwords = passwords;
        this.gateway = gateway;
        this.notices = notices;
        this.clock = clock;
    }

    /** @param used null if never */
    record TokenLine(
            String id, String name, When made, @Nullable When used) {}

    /**
     * @param seen null if it was never used
     * @param here true of the one that asks
     */
    record SessionLine(
            String id, String device, When since, @Nullable When seen, When ends, boolean here) {}

    @GetMapping("/dashboard/settings")
    String settings(@RequestParam @Nullable String password, HttpServletRequest request, Model model) {
        model.addAttribute("passwordChanged", "changed".equals(password));
        if (password != null && !password.equals("changed")) {
            model.addAttribute("passwordError", passwordError(password));
        }
        return page(request, model);
    }

    /** The answer is the page itself and not a redirect: the secret is shown this once, and kept nowhere. */
    @PostMapping("/dashboard/settings/tokens")
    String issue(
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            Model model,
            HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        String trimmed = name.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX_NAME) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("tokenError", "A token needs a name of 1 to " + MAX_NAME + " characters.");
        } else {
            model.addAttribute("issued", tokens.issue(trimmed));
        }
        return page(request, model);
    }

    @GetMapping("/dashboard/settings/tokens/{id}/revoke")
    String askRevoke(@PathVariable String id, Model model) {
        TokenRow token = tokens.list().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Rejection.unknown("There is no token " + id));
        model.addAttribute("token", token);
        return "dashboard/token-revoke";
    }

    @PostMapping("/dashboard/settings/tokens/{id}/revoke")
    String revoke(@PathVariable String id) {
        tokens.revoke(id);
        return "redirect:/dashboard/settings#tokens";
    }

    /** One that is over already is as wished. */
    @PostMapping("/dashboard/settings/sessions/{id}/end")
    String endSession(@PathVariable String id, HttpServletRequest request) {
        boolean session = tokens.sessions(SessionCookie.read(request)).stream()
                .anyMatch(other -> other.id().equals(id) && !other.here());
        if (session) {
            tokens.revoke(id);
        }
        return "redirect:/dashboard/settings#sessions";
    }

    private static String passwordError(String word) {
        return switch (word) {
            case "throttled" -> "Too many tries. Wait a minute, then try again.";
            case "refused" -> "The new password needs at least 8 characters, and at most 72 bytes.";
            default -> "The current password is not right.";
        };
    }

    private String page(HttpServletRequest request, Model model) {
        model.addAttribute("passwordHere", passwords.changeable());
        List<TokenLine> lines = tokens.list().stream().map(this::line).toList();
        model.addAttribute("tokens", lines);
        model.addAttribute(
                "sessions",
                tokens.sessions(SessionCookie.read(request)).stream()
                        .map(this::line)
                        .toList());
        model.addAttribute("engine", EngineStatusView.of(gateway.engine()));
        model.addAttribute("notices", notices.read());
        model.addAttribute("java", System.getProperty("java.version"));
        return "dashboard/settings";
    }

    private SessionLine line(AccessTokens.Session session) {
        Instant now = clock.instant();
        Instant seen = session.seen();
        return new SessionLine(
                session.id(),
                session.device(),
                When.of(session.since(), now, clock.getZone()),
                seen == null ? null : When.of(seen, now, clock.getZone()),
                When.of(session.ends(), now, clock.getZone()),
                session.here());
    }

    private TokenLine line(TokenRow row) {
        Instant now = clock.instant();
        return new TokenLine(
                row.id(),
                row.name(),
                When.of(row.createdAt(), now, clock.getZone()),
                row.lastUsedAt() == null ? null : When.of(row.lastUsedAt(), now, clock.getZone()));
    }
}
