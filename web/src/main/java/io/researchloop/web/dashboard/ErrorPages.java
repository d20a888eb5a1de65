package io.researchloop.web.dashboard;

import io.researchloop.activities.store.StoreUnavailable;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.dashboard.view.When;
import io.researchloop.web.problem.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.context.request.ServletWebRequest;
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
    private final Clock clock;

    ErrorPages(Shells shells, NearSprints near, Clock clock) {
        this.shells = shells;
        this.near = near;
        this.clock = clock;
    }

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        return page(request, status, null);
    }

    @ExceptionHandler(Rejection.class)
    ModelAndView rejected(ServletWebRequest asked, Rejection rejection) {
        HttpStatus status =
                switch (rejection.reason()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case UNKNOWN -> HttpStatus.NOT_FOUND;
                    case CONFLICT, KEY_REUSED -> HttpStatus.CONFLICT;
                };
        return page(asked, status, rejection.getMessage());
    }

    @ExceptionHandler(StoreUnavailable.class)
    ModelAndView storeAway(ServletWebRequest asked, StoreUnavailable error) {
        LOG.error("error={} the store is away: {}", RequestId.of(asked.getRequest()), error.toString());
        return page(asked, HttpStatus.SERVICE_UNAVAILABLE, null);
    }

    @ExceptionHandler(TypeMismatchException.class)
    ModelAndView mistyped(ServletWebRequest asked) {
        return page(asked, HttpStatus.BAD_REQUEST, "A part of its address is not a number. Nothing was changed.");
    }

    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(AsyncRequestNotUsableException error) {
        LOG.debug("the browser went away: {}", error.toString());
    }

    @ExceptionHandler(Exception.class)
    ModelAndView defect(ServletWebRequest asked, Exception error) {
        if (error instanceof ErrorResponse response) {
            HttpStatus status = HttpStatus.resolve(response.getStatusCode().value());
            return page(asked, status == null ? HttpStatus.BAD_REQUEST : status, null);
        }
        HttpServletRequest request = asked.getRequest();
        LOG.error("error={} at {} {}", RequestId.of(request), request.getMethod(), request.getRequestURI(), error);
        return page(asked, HttpStatus.INTERNAL_SERVER_ERROR, null);
    }

    private ModelAndView page(ServletWebRequest asked, HttpStatus status, @Nullable String said) {
        HttpServletRequest request = asked.getRequest();
        Objects.requireNonNull(asked.getResponse()).setHeader(RequestId.HEADER, RequestId.of(request));
        return page(request, status, said);
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, @Nullable String said) {
        LOG.info(
                "request={} answered {} at {} {}",
                RequestId.of(request),
                status.value(),
                request.getMethod(),
                address(request));
        ModelAndView page = new ModelAndView("dashboard/error");
        page.setStatus(status);
        Shell shell = status.is5xxServerError() ? shells.ofDefect(request) : shells.of(request);
        String sought = sought(request);
        page.addObject("shell", shell);
        page.addObject("problem", ErrorView.of(status, said, sought));
        page.addObject("number", RequestId.of(request));
        page.addObject("at", When.toTheSecond(clock.instant(), clock.getZone()));
        page.addObject("near", status == HttpStatus.NOT_FOUND && shell.signedIn() ? near.to(sought) : List.of());
        return page;
    }

    /** Of what the browser asked for, also where the container asks again for the page of an error. */
    private static String address(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    /** The name in the address, which a search may find elsewhere. */
    private static String sought(HttpServletRequest request) {
        Matcher address = NAMED.matcher(request.getRequestURI());
        return address.lookingAt() ? UriUtils.decode(address.group(1), StandardCharsets.UTF_8) : "";
    }
}
