package io.researchloop.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a signed-in person by the cookie; and as long as there is no password, leads everybody to the set-up. */
final class DashboardSessionFilter extends OncePerRequestFilter {
    static final String SETUP = "/dashboard/setup";

    private final AccessTokens tokens;
    private final Passwords passwords;

    DashboardSessionFilter(AccessTokens tokens, Passwords passwords) {
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (path.startsWith("/dashboard") && !path.equals(SETUP) && !open(path) && !passwords.exists()) {
            response.sendRedirect(SETUP);
            return;
        }
        if (tokens.session(SessionCookie.read(request))) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new ApiAuthentication("dashboard"));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }

    private static boolean open(String path) {
        return path.startsWith("/dashboard/assets/");
    }
}
