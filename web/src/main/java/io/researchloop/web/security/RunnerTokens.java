package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.sprint.RunnerToken;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runners' tokens: each opens one sprint's routes and is derived from the server's key, so none is stored. */
@Component
public class RunnerTokens implements RunnerToken {
    public static final String HEADER = "X-Webhook-Token";

    private final ServerKey key;

    RunnerTokens(ServerKey key) {
        this.key = key;
    }

    /** What the sprint's runner sends as {@value #HEADER}. */
    @Override
    public String tokenFor(String sprintId) {
        return key.sign(sprintId);
    }

    public boolean matches(@Nullable String token, String sprintId) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(UTF_8), tokenFor(sprintId).getBytes(UTF_8));
    }
}
