package io.researchloop.web.api;

import io.researchloop.web.command.Rejection;
import io.researchloop.web.problem.Problem;
import io.researchloop.web.problem.ProblemException;
import io.researchloop.web.security.AccessTokens;
import io.researchloop.web.security.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives a token for the password. */
@RestController
class AuthController {
    private final SignIn signIn;
    private final AccessTokens tokens;

    AuthController(SignIn signIn, AccessTokens tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    record Credentials(@Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[***]";
        }
    }

    record Token(String token) {}

    @PostMapping("/api/auth")
    Token auth(@RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        SignIn.Result result = signIn.tryPassword(request.getRemoteAddr(), credentials.password());
        return switch (result.verdict()) {
            case GRANTED -> {
                response.setHeader("Cache-Control", "no-store");
                yield new Token(tokens.issue("login").secret());
            }
            case NO_PASSWORD_SET -> throw Rejection.invalid("No password configured on this server");
            case WRONG -> throw new ProblemException(Problem.of(HttpStatus.UNAUTHORIZED, "Invalid password"));
            case THROTTLED ->
                throw new ProblemException(Problem.retryAfter(
                        HttpStatus.TOO_MANY_REQUESTS,
                        result.pause(),
                        "Too many wrong passwords; wait before you try again"));
        };
    }
}
