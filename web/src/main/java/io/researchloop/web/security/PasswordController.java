package io.researchloop.web.security;

import io.researchloop.web.command.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Takes the settings page's form for another password. Like the login's, its answer is a redirect with a word in the
 * query: {@code password=changed|wrong|throttled|refused}.
 */
@Controller
class PasswordController {
    private final SignIn signIn;
    private final Passwords passwords;
    private final AccessTokens tokens;

    PasswordController(SignIn signIn, Passwords passwords, AccessTokens tokens) {
        this.signIn = signIn;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /** The old password is asked for, and throttled like a login: an open browser must not be enough. */
    @PostMapping("/dashboard/settings/password")
    ResponseEntity<Void> change(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.tryPassword(request.getRemoteAddr(), old).verdict()) {
            case GRANTED -> changed(password, request, response);
            case WRONG, NO_PASSWORD_SET -> to("wrong");
            case THROTTLED -> to("throttled");
        };
    }

    private ResponseEntity<Void> changed(String password, HttpServletRequest request, HttpServletResponse response) {
        try {
            passwords.change(password);
        } catch (Rejection refused) {
            return to("refused");
        }
        tokens.revokeSessions();
        SessionCookie.write(request, response, tokens.issueSession(Device.of(request.getHeader("User-Agent"))));
        return to("changed");
    }

    private static ResponseEntity<Void> to(String word) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/dashboard/settings?password=" + word + "#password"))
                .build();
    }
}
