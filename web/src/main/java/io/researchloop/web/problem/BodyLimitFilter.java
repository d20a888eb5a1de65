package io.researchloop.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a body that is too long for its route, told beforehand or not. Files have the container's own limit. */
public final class BodyLimitFilter extends OncePerRequestFilter {
    private static final long MEGABYTE = 1024 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/artifacts/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = request.getRequestURI().equals("/api/webhook/heartbeat") ? MEGABYTE : 4 * MEGABYTE;
        if (request.getContentLengthLong() > limit) {
            Problem.of(HttpStatus.CONTENT_TOO_LARGE, new BodyTooLarge(limit).getMessage())
                    .write(request, response);
            return;
        }
        chain.doFilter(new JsonRequest(request, limit), response);
    }
}
