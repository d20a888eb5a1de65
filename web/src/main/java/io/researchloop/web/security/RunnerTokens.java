package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.sprint.RunnerToken;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** The runners' tokens: each opens one sprint's routes and is derived from the server's key, so none is stored. */
@Component
public class RunnerTokens implements RunnerToken {
    public static final String HEADER = "X-Webhook-Token";

    private static final int REMEMBERED = 1024;

    /** By sprint: every heartbeat asks for one. */
    private final ConcurrentLruCache<String, String> tokens;

    RunnerTokens(ServerKey key) {
        this.tokens = new ConcurrentLruCache<>(REMEMBERED, key::sign);
    }

    /** What the sprint's runner sends as {@value #HEADER}. */
    @Override
    public String tokenFor(String sprintId) {
        return tokens.get(sprintId);
    }

    public boolean matches(@Nullable String token, String sprintId) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(UTF_8), tokenFor(sprintId).getBytes(UTF_8));
    }
}
