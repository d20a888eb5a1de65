package io.researchloop.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.web.ErrorProperties;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.ModelAndView;

/** What fails outside of any controller: a page for a browser, a problem for everybody else. */
@Controller
class ProblemErrorController extends BasicErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorController.class);

    ProblemErrorController(ErrorAttributes attributes, List<ErrorViewResolver> views) {
        super(attributes, new ErrorProperties(), views);
    }

    @Override
    public ModelAndView errorHtml(HttpServletRequest request, HttpServletResponse response) {
        log(request);
        RequestId.tell(request, response);
        return super.errorHtml(request, response);
    }

    @Override
    public ResponseEntity<Map<String, Object>> error(HttpServletRequest request) {
        log(request);
        HttpStatus status = getStatus(request);
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        return ResponseEntity.status(status)
                .header(RequestId.HEADER, RequestId.of(request))
                .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
                .body(Problem.of(status, detail(status, path)).body(path));
    }

    /** The container logs what failed, too, but not under the number that the page or the answer tells. */
    private static void log(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable error) {
            LOG.error(
                    "error={} at {} {}",
                    RequestId.of(request),
                    request.getMethod(),
                    request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                    error);
        }
    }

    private static String detail(HttpStatus status, String path) {
        return switch (status) {
            case NOT_FOUND -> "There is nothing at " + path;
            case BAD_REQUEST -> "The request is not one that can be understood; mind its address and headers";
            case UNAUTHORIZED, FORBIDDEN -> "This is not open to you";
            default -> status.getReasonPhrase();
        };
    }
}
