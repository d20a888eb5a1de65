package io.researchloop.web.problem;

import java.io.IOException;

/** A request's body is longer than its route takes. */
public final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    public BodyTooLarge(long limit) {
        super("The request's body is larger than the " + words(limit) + " that are taken here");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    private static String words(long limit) {
        return limit % (1024 * 1024) == 0 ? limit / (1024 * 1024) + " MB" : limit + " bytes";
    }
}
