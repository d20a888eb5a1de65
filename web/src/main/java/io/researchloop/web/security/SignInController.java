package io.researchloop.web.security;

import io.researchloop.web.command.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes the forms of the login and the set-up page. Each answer is a redirect; what went wrong is a word in the query
 * ({@code problem=password|throttled|code|mismatch}), which the page turns into a sentence.
 */
@Controller
class SignInController {
    private static final String HOME = "/dashboard/";
    private static final String LOGIN = "/dashboard/login";

    private final SignIn signIn;
    private final Passwords passwords;
    private final SetupGate gate;
    private final LoginThrottle throttle;
    private final AccessTokens tokens;
    private final WantedPage wanted;

    SignInController(
            SignIn signIn,
            Passwords passwords,
            SetupGate gate,
            LoginThrottle throttle,
            AccessTokens tokens,
            WantedPage wanted) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.gate = gate;
        this.throttle = throttle;
        this.tokens = tokens;
        this.wanted = wanted;
    }

    @PostMapping(LOGIN)
    ResponseEntity<Void> login(
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        SignIn.Result result = signIn.tryPassword(request.getRemoteAddr(), password);
        return switch (result.verdict()) {
            case GRANTED -> welcome(request, response);
            case WRONG -> to(LOGIN + "?problem=password");
            case NO_PASSWORD_SET -> to(DashboardSessionFilter.SETUP);
            case THROTTLED -> wait(LOGIN, result.pause());
        };
    }

    @PostMapping("/dashboard/logout")
    ResponseEntity<Void> logout(HttpServletRequest request, HttpServletResponse response) {
        String secret = SessionCookie.read(request);
        if (secret != null) {
            tokens.revokeSession(secret);
        }
        SessionCookie.clear(request, response);
        return to(LOGIN);
    }

    @PostMapping(DashboardSessionFilter.SETUP)
    ResponseEntity<Void> setUp(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) Optional<String> repeat,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (passwords.exists()) {
            return to(LOGIN);
        }
        if (!gate.atThisMachine(request)) {
            Optional<Duration> wait = throttle.enter(request.getRemoteAddr());
            if (wait.isPresent()) {
                return wait(DashboardSessionFilter.SETUP, wait.get());
            }
        }
        if (!gate.admits(request, code)) {
            return to(DashboardSessionFilter.SETUP + "?problem=code");
        }
        if (repeat.isPresent() && !repeat.get().equals(password)) {
            return to(DashboardSessionFilter.SETUP + "?problem=mismatch");
        }
        try {
            passwords.setUp(password);
        } catch (Rejection refused) {
            return to(
                    refused.reason() == Rejection.Reason.CONFLICT
                            ? LOGIN
                            : DashboardSessionFilter.SETUP + "?problem=password");
        }
        return welcome(request, response);
    }

    private ResponseEntity<Void> welcome(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.write(request, response, tokens.issueSession(Device.of(request.getHeader("User-Agent"))));
        String page = wanted.of(request, response).orElse(HOME);
        wanted.forget(request, response);
        return to(page);
    }

    private static ResponseEntity<Void> wait(String page, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .location(URI.create(page + "?problem=throttled&seconds=" + seconds))
                .build();
    }

    private static ResponseEntity<Void> to(String page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(page))
                .build();
    }
}
