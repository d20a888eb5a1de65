package io.researchloop.web.security;

import io.researchloop.web.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away who has no runner's token at all, before any of the body is read. Whether it is the right one can only be
 * said when the sprint is known, which is in the body: the routes check that.
 */
final class RunnerTokenFilter extends OncePerRequestFilter {
    private static final int LENGTH = 64;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = request.getHeader(RunnerTokens.HEADER);
        if (token == null || token.length() != LENGTH) {
            Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "This route is for a sprint's runner: the header " + RunnerTokens.HEADER
                                    + " is missing or is not a runner's token")
                    .write(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
