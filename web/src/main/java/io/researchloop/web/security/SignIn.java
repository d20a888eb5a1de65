package io.researchloop.web.security;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signing in with the password, the same for programs and people: throttled first, then checked. */
@Component
public class SignIn {
    private final Passwords passwords;
    private final LoginThrottle throttle;

    SignIn(Passwords passwords, LoginThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** What came of it. */
    public enum Verdict {
        GRANTED,
        WRONG,
        NO_PASSWORD_SET,
        THROTTLED
    }

    /** @param pause how long to wait, only when throttled */
    public record Result(Verdict verdict, Duration pause) {
        private static Result of(Verdict verdict) {
            return new Result(verdict, Duration.ZERO);
        }
    }

    /** @param address the client's, by which failures are counted */
    public Result tryPassword(String address, @Nullable String password) {
        if (!passwords.exists()) {
            return Result.of(Verdict.NO_PASSWORD_SET);
        }
        Optional<Duration> wait = throttle.enter(address);
        if (wait.isPresent()) {
            return new Result(Verdict.THROTTLED, wait.get());
        }
        if (password == null || !passwords.matches(password)) {
            return Result.of(Verdict.WRONG);
        }
        throttle.succeeded(address);
        return Result.of(Verdict.GRANTED);
    }
}
