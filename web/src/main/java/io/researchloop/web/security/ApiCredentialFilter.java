package io.researchloop.web.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.config.Secret;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks for a credential of the API: a bearer token, the shared secret, or, to read only, the dashboard's cookie, so
 * that a page can link to a file. A cookie never changes anything here, as nothing here asks for a CSRF token.
 */
final class ApiCredentialFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final @Nullable Secret sharedSecret;

    ApiCredentialFilter(AccessTokens tokens, @Nullable Secret sharedSecret) {
        this.tokens = tokens;
        this.sharedSecret = sharedSecret == null || sharedSecret.value().isBlank() ? null : sharedSecret;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> caller = caller(request);
        if (caller.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new ApiAuthentication(caller.get()));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private Optional<String> caller(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            // Somebody who shows a token is judged by it alone, whatever else is in the request.
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? tokens.bearer(authorization.substring(BEARER.length()).strip())
                            .map(row -> "token " + row.id())
                    : Optional.empty();
        }
        String secret = request.getHeader("X-Shared-Secret");
        if (secret != null) {
            return isSharedSecret(secret) ? Optional.of("shared secret") : Optional.empty();
        }
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return reads && tokens.session(SessionCookie.read(request)) ? Optional.of("dashboard") : Optional.empty();
    }

    private boolean isSharedSecret(String given) {
        return sharedSecret != null
                && MessageDigest.isEqual(
                        given.getBytes(UTF_8), sharedSecret.value().getBytes(UTF_8));
    }
}
