package io.researchloop.web.dashboard;

import io.researchloop.activities.store.StoreUnavailable;
import io.researchloop.web.command.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/**
 * Errors as pages with a way on: of the dashboard's controllers, and of what never reached one. What programs ask for is
 * answered before this is asked.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPages implements ErrorViewResolver {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

    private static final Pattern NAMED = Pattern.compile("/dashboard/(?:sprints|studies)/([^/]{1,200})");

    private final Shells shells;
    private final NearSprints near;

    ErrorPages(Shells shells, NearSprints near) {
        this.shells = shells;
        this.near = near;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return page(request, status, null);
    }

    @ExceptionHandler(Rejection.class)
    ModelAndView rejected(HttpServletRequest request, Rejection rejection) {
        HttpStatus status =
                switch (rejection.reason()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case CONFLICT, KEY_REUSED -> HttpStatus.CONFLICT;
                };
        return page(request, status, rejection.getMessage());
    }

    @ExceptionHandler(StoreUnavailable.class)
    ModelAndView storeAway(HttpServletRequest request, StoreUnavailable error) {
        LOG.error("the store is away: {}", error.toString());
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, null);
    }

    @ExceptionHandler(TypeMismatchException.class)
    ModelAndView mistyped(HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "A part of its address is not a number. Nothing was changed.");
    }

    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(AsyncRequestNotUsableException error) {
        LOG.debug("the browser went away: {}", error.toString());
    }

    @ExceptionHandler(Exception.class)
    ModelAndView defect(HttpServletRequest request, Exception error) {
        if (error instanceof ErrorResponse response) {
            HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
            return page(request, status == null ? HttpStatus.BAD_REQUEST : status, null);
        }
        String number = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        LOG.error("error={} at {} {}", number, request.getMethod(), request.getRequestURI(), error);
        return page(
                request,
                HttpStatus.INTERNAL_SERVER_ERROR,
                "Nothing is lost and running sprints go on. The server’s log says more under error=" + number + ".");
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, @Nullable String said) {
        ModelAndView page = new ModelAndView("dashboard/error");
        page.setStatus(status);
        Shell shell = status.is5xxServerError() ? shells.ofDefect(request) : shells.of(request);
        String sought = sought(request);
        page.addObject("shell", shell);
        page.addObject("problem", ErrorView.of(status, said, sought));
        page.addObject("near", status == HttpStatus.NOT_FOUND && shell.signedIn() ? near.to(sought) : List.of());
        return page;
    }

    /** The name in the address, which a search may find elsewhere. */
    private static String sought(HttpServletRequest request) {
        Matcher address = NAMED.matcher(request.getRequestURI());
        return address.lookingAt() ? UriUtils.decode(address.group(1), StandardCharsets.UTF_8) : "";
    }
}
