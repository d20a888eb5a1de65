package io.researchloop.runner.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The server's answer.
 *
 * @param retryAfter how long the server asks to be left alone, if it does
 */
record Reply(int status, String body, @Nullable Duration retryAfter) {
    boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** What is wrong with the request stays wrong; what is wrong with the server may pass. */
    boolean worthRetrying() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }
}
