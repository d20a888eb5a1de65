package io.researchloop.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers what failed in the API. A defect of ours is logged under the request's number, which the caller is told. */
@Component
class ProblemResolver implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception error) {
        String path = request.getRequestURI();
        if (!ofPrograms(path)) {
            return null;
        }
        try {
            if (!clientIsGone(error)) {
                problem(error, request, path).write(request, response);
            }
        } catch (IOException e) {
            LOG.debug("nobody was there to hear of the problem at {}: {}", path, e.toString());
        }
        return new ModelAndView();
    }

    static boolean ofPrograms(String path) {
        return path.startsWith("/api/") || path.equals("/api") || path.startsWith("/actuator");
    }

    private static boolean clientIsGone(Exception error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            if (at instanceof AsyncRequestNotUsableException
                    || at.getClass().getSimpleName().equals("ClientAbortException")) {
                return true;
            }
        }
        return false;
    }

    private static Problem problem(Exception error, HttpServletRequest request, String path) {
        String method = request.getMethod();
        Optional<Problem> known = Problems.of(error, method, path);
        return known.orElseGet(() -> {
            String number = RequestId.of(request);
            LOG.error("error={} at {} {}", number, method, path, error);
            return Problem.of(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "Something is wrong in the server; its log says more under error=" + number);
        });
    }
}
