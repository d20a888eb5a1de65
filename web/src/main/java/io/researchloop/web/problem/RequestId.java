package io.researchloop.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The number of a request that failed: told to whoever asked, and written into the log. It is made when it is first asked
 * for, so that what succeeds, such as a heartbeat, has none and pays nothing.
 */
public final class RequestId {
    /** A proxy that numbers requests sends its own; our answer carries the one that counts. */
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();

    /** What may stand in a log's line and on a page; all that proxies make fits. */
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,63}");

    private RequestId() {}

    /** The same at each call for one request, such as {@code req-4f21c9ab}. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String given = request.getHeader(HEADER);
        String id = given != null && TAKEN.matcher(given).matches() ? given : made();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /** Puts it into the header of the answer. */
    static void tell(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HEADER, of(request));
    }

    private static String made() {
        return "req-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }
}
