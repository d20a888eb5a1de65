package io.researchloop.web.problem;

import io.researchloop.activities.UserError;
import io.researchloop.activities.artifact.ArtifactRefused;
import io.researchloop.activities.store.StoreUnavailable;
import io.researchloop.web.command.Rejection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The table from exceptions to problems. */
public final class Problems {
    private Problems() {}

    /** Empty if nobody but us is at fault. */
    public static Optional<Problem> of(Throwable error, String method, String path) {
        BodyTooLarge tooLarge = cause(error, BodyTooLarge.class);
        if (tooLarge != null) {
            return Optional.of(Problem.of(HttpStatus.CONTENT_TOO_LARGE, tooLarge.getMessage()));
        }
        StoreUnavailable store = cause(error, StoreUnavailable.class);
        if (store != null) {
            return Optional.of(unavailable(store));
        }
        if (DiskFull.isReasonOf(error)) {
            return Optional.of(full());
        }
        if (error instanceof ProblemException known) {
            return Optional.of(known.problem());
        }
        if (error instanceof Rejection rejection) {
            return Optional.of(Problem.of(status(rejection.reason()), rejection.getMessage()));
        }
        if (error instanceof ArtifactRefused refused) {
            return Optional.of(Problem.of(status(refused.reason()), refused.getMessage()));
        }
        if (error instanceof UserError userError) {
            return Optional.of(Problem.of(HttpStatus.BAD_REQUEST, userError.getMessage()));
        }
        if (error instanceof HttpMessageNotReadableException unreadable) {
            return Optional.of(Problem.of(HttpStatus.BAD_REQUEST, JsonFault.describe(unreadable)));
        }
        if (error instanceof TypeMismatchException mismatch) {
            return Optional.of(Problem.of(HttpStatus.BAD_REQUEST, describe(mismatch)));
        }
        return error instanceof ErrorResponse response
                ? Optional.of(ofSpring(response, method, path))
                : Optional.empty();
    }

    private static Problem ofSpring(ErrorResponse response, String method, String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        int status = response.getStatusCode().value();
        String said = response.getBody().getDetail();
        String detail = said == null ? "The request cannot be answered" : said;
        if (response instanceof HttpRequestMethodNotSupportedException) {
            String allowed = headers.getOrDefault(HttpHeaders.ALLOW, "nothing else");
            detail = method + " is not possible at " + path + "; allowed: " + allowed;
        } else if (response instanceof HttpMediaTypeNotSupportedException wrong) {
            detail = "The body is of type " + wrong.getContentType() + "; expected application/json";
        } else if (response instanceof NoResourceFoundException || response instanceof NoHandlerFoundException) {
            detail = "There is nothing at " + path;
        }
        return new Problem(status, detail, headers);
    }

    private static Problem unavailable(StoreUnavailable store) {
        return store.full()
                ? full()
                : Problem.retryAfter(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        Duration.ofSeconds(5),
                        "The database cannot be used at the moment, so nothing was saved; try again soon");
    }

    private static Problem full() {
        return Problem.of(
                HttpStatus.INSUFFICIENT_STORAGE,
                "The disk of the server is full, so nothing was saved; make room and try again");
    }

    private static HttpStatus status(Rejection.Reason reason) {
        return switch (reason) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static HttpStatus status(ArtifactRefused.Reason reason) {
        return switch (reason) {
            case UNACCEPTABLE -> HttpStatus.BAD_REQUEST;
            case DAMAGED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case IN_THE_WAY -> HttpStatus.CONFLICT;
        };
    }

    private static String describe(TypeMismatchException mismatch) {
        String name = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        String value = String.valueOf(mismatch.getValue());
        return name + ": expected " + JsonFault.words(mismatch.getRequiredType()) + ", found \""
                + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + "\"";
    }

    private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
        int depth = 0;
        for (Throwable at = error; at != null && depth < 12; at = at.getCause(), depth++) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
